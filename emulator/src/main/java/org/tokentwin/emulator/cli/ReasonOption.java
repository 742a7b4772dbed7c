package org.tokentwin.emulator.cli;

import java.security.cert.CRLReason;
import java.util.Arrays;
import picocli.CommandLine.Option;

/** {@code --reason}: why a certificate is revoked. */
final class ReasonOption {
    /** The reasons of RFC 5280 section 5.3.1 that end a certificate, as it spells them. */
    enum Reason {
        unspecified(CRLReason.UNSPECIFIED),
        keyCompromise(CRLReason.KEY_COMPROMISE),
        cACompromise(CRLReason.CA_COMPROMISE),
        affiliationChanged(CRLReason.AFFILIATION_CHANGED),
        superseded(CRLReason.SUPERSEDED),
        cessationOfOperation(CRLReason.CESSATION_OF_OPERATION),
        privilegeWithdrawn(CRLReason.PRIVILEGE_WITHDRAWN),
        aACompromise(CRLReason.AA_COMPROMISE);

        private final CRLReason reason;

        Reason(CRLReason reason) {
            this.reason = reason;
        }
    }

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            defaultValue = "unspecified",
            description = "One of ${COMPLETION-CANDIDATES}; the default is ${DEFAULT-VALUE}.")
    private Reason reason = Reason.unspecified;

    CRLReason reason() {
        return reason.reason;
    }

    /** As RFC 5280 spells it. */
    static String spelling(CRLReason reason) {
        return Arrays.stream(Reason.values())
                .filter(each -> each.reason == reason)
                .map(Reason::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no certificate is revoked for " + reason));
    }
}
