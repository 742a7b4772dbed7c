package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import org.tokentwin.emulator.store.KeptToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code snapshot}: keeps the state of a card. */
@Command(name = "snapshot", description = "Keeps a token's state as it is now: PINs, tries, keys and objects.")
final class SnapshotCommand implements Callable<Integer> {
    @Mixin
    private KeptTokenName token = new KeptTokenName();

    @Parameters(index = "1", paramLabel = "SNAPSHOT", description = "The name to keep it under.")
    private String snapshot = "";

    @Override
    public Integer call() {
        KeptToken.snapshot(token.home(), token.existing(), snapshot);
        return ExitStatus.SUCCESS;
    }
}
