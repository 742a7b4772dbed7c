package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code authority reissue}: what the guide has a user do who has lost the PIN. */
@Command(
        name = "reissue",
        description =
                "Revokes a kept token's e-Cert, and makes a new token for the same subscriber, with a new key and envelope.")
final class ReissueCommand implements Callable<Integer> {
    @Mixin
    private Successor successor = new Successor();

    @Mixin
    private ReasonOption reason = new ReasonOption();

    @Override
    public Integer call() {
        successor.issue((authority, old) -> authority.revoke(old, reason.reason()));
        return ExitStatus.SUCCESS;
    }
}
