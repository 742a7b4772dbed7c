package org.tokentwin.emulator.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.tokentwin.emulator.control.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code discard}: a fixture of a testbed that is no longer needed. */
@Command(name = "discard", description = "Ends a fixture of a testbed, with its tokens, its library and its files.")
final class DiscardCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FIXTURE", description = "The fixture, as 'issue' names it.")
    private String fixture = "";

    @Mixin
    private ServerOption server = new ServerOption();

    @Override
    public Integer call() {
        server.ask(new ControlRequest("discard", null, Map.of(DiscardVerb.FIXTURE, fixture)), Map.class);
        return ExitStatus.SUCCESS;
    }
}
