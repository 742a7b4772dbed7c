package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import org.tokentwin.emulator.issuer.TestAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code authority release}. */
@Command(name = "release", description = "Takes an e-Cert's suspension back.")
final class ReleaseCommand implements Callable<Integer> {
    @Mixin
    private CertificateChange change = new CertificateChange();

    @Override
    public Integer call() {
        change.apply(TestAuthority::release);
        return ExitStatus.SUCCESS;
    }
}
