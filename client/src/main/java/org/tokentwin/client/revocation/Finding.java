package org.tokentwin.client.revocation;

import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.CRLReason;

/** What one answer that counts says of the certificate. */
record Finding(RevocationStatus status, Optional<String> reason, Optional<Instant> since) {
    static final Finding GOOD = new Finding(RevocationStatus.GOOD, Optional.empty(), Optional.empty());
    static final Finding UNKNOWN = new Finding(RevocationStatus.UNKNOWN, Optional.empty(), Optional.empty());

    private static final String[] REASONS = {
        "unspecified",
        "keyCompromise",
        "cACompromise",
        "affiliationChanged",
        "superseded",
        "cessationOfOperation",
        "certificateHold",
        "",
        "removeFromCRL",
        "privilegeWithdrawn",
        "aACompromise"
    };

    /** @param reason RFC 5280's code; empty where none was given */
    static Finding revoked(Instant since, Optional<Integer> reason) {
        return new Finding(
                reason.filter(code -> code == CRLReason.certificateHold).isPresent()
                        ? RevocationStatus.ON_HOLD
                        : RevocationStatus.REVOKED,
                reason.map(Finding::spelling),
                Optional.of(since));
    }

    private static String spelling(int code) {
        return code >= 0 && code < REASONS.length && !REASONS[code].isEmpty() ? REASONS[code] : "reason " + code;
    }
}
