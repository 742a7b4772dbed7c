package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code insert}: plugs a token in while a server serves it. */
@Command(name = "insert", description = "Plugs a served token in again that was removed.")
final class InsertCommand implements Callable<Integer> {
    @Mixin
    private SlotChangeOptions change = new SlotChangeOptions();

    @Mixin
    private SlotOption slot = new SlotOption();

    @Override
    public Integer call() {
        change.ask("insert", slot.asked(), "was put into");
        return ExitStatus.SUCCESS;
    }
}
