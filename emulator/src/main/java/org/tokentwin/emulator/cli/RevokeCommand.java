package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code authority revoke}. */
@Command(name = "revoke", description = "Revokes an e-Cert for good, as one is whose PIN was lost.")
final class RevokeCommand implements Callable<Integer> {
    @Mixin
    private CertificateChange change = new CertificateChange();

    @Mixin
    private ReasonOption reason = new ReasonOption();

    @Override
    public Integer call() {
        change.apply((authority, certificate) -> authority.revoke(certificate, reason.reason()));
        return ExitStatus.SUCCESS;
    }
}
