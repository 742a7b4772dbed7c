package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import org.tokentwin.emulator.store.KeptToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code restore}: a card as it was. */
@Command(name = "restore", description = "Takes a token back to the state of a snapshot.")
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private KeptTokenName token = new KeptTokenName();

    @Parameters(index = "1", paramLabel = "SNAPSHOT", description = "The snapshot to go back to.")
    private String snapshot = "";

    @Override
    public Integer call() {
        KeptToken.restore(token.home(), token.existing(), snapshot);
        return ExitStatus.SUCCESS;
    }
}
