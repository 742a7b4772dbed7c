package org.tokentwin.emulator.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.desk.DeskVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code desk}: one more link. */
@Command(
        name = "desk",
        description = "Prints a link to the page of a server that was started with --desk; it is good for one browser.")
final class DeskCommand implements Callable<Integer> {
    @Mixin
    private ServerOption server = new ServerOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<?, ?> answer = server.ask(ControlRequest.of(DeskVerb.NAME, Optional.empty()), Map.class);
        spec.commandLine().getOut().println(answer.get(DeskVerb.LINK));
        return ExitStatus.SUCCESS;
    }
}
