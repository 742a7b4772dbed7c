package org.tokentwin.emulator.cli;

import java.security.cert.CRLReason;
import org.tokentwin.emulator.issuer.RevocationReason;
import picocli.CommandLine.Option;

/** {@code --reason}: why a certificate is revoked. */
final class ReasonOption {
    @Option(
            names = "--reason",
            paramLabel = "REASON",
            defaultValue = "unspecified",
            description = "One of ${COMPLETION-CANDIDATES}; the default is ${DEFAULT-VALUE}.")
    private RevocationReason reason = RevocationReason.unspecified;

    CRLReason reason() {
        return reason.reason();
    }
}
