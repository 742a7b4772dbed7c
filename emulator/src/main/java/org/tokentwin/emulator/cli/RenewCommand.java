package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import org.tokentwin.emulator.issuer.TestAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code authority renew}: the next e-Cert of the same subscriber, while the old one is good. */
@Command(
        name = "renew",
        description = {
            "Makes a new token for the subscriber of a kept one, with a new key and envelope; the old e-Cert stays good.",
            "An e-Cert that is expired, on hold or revoked is not renewed."
        })
final class RenewCommand implements Callable<Integer> {
    @Mixin
    private Successor successor = new Successor();

    @Override
    public Integer call() {
        successor.issue(TestAuthority::requireRenewable);
        return ExitStatus.SUCCESS;
    }
}
