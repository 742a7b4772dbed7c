package org.tokentwin.emulator.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code remove}: pulls a token out while a server serves it. */
@Command(name = "remove", description = "Pulls a served token out, with whatever is going on with it.")
final class RemoveCommand implements Callable<Integer> {
    @Mixin
    private SlotChangeOptions change = new SlotChangeOptions();

    @Override
    public Integer call() {
        change.ask("remove", Map.of(), "was taken out of");
        return ExitStatus.SUCCESS;
    }
}
