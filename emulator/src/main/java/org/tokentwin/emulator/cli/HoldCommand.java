package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import org.tokentwin.emulator.issuer.TestAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code authority hold}. */
@Command(name = "hold", description = "Suspends an e-Cert, until it is released or revoked.")
final class HoldCommand implements Callable<Integer> {
    @Mixin
    private CertificateChange change = new CertificateChange();

    @Override
    public Integer call() {
        change.apply(TestAuthority::hold);
        return ExitStatus.SUCCESS;
    }
}
