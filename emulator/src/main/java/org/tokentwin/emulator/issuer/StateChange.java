package org.tokentwin.emulator.issuer;

import java.security.cert.CRLReason;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a certificate.
 *
 * @param reason present where it was revoked
 */
public record StateChange(Instant at, Kind kind, Optional<CRLReason> reason) {
    /** What can happen, and what the certificate is afterwards. */
    public enum Kind {
        ISSUED(CertificateState.GOOD),
        HELD(CertificateState.ON_HOLD),
        RELEASED(CertificateState.GOOD),
        REVOKED(CertificateState.REVOKED);

        private final CertificateState after;

        Kind(CertificateState after) {
            this.after = after;
        }
    }

    public StateChange {
        if (reason.isPresent() != (kind == Kind.REVOKED)) {
            throw new IllegalArgumentException("a reason belongs to a revocation, and to nothing else");
        }
    }

    static StateChange of(Kind kind, Instant at) {
        return new StateChange(at, kind, Optional.empty());
    }

    CertificateState state() {
        return kind.after;
    }

    /** The reason as RFC 5280 section 5.3.1 has it: a hold's is {@code certificateHold}. */
    public CRLReason crlReason() {
        return reason.orElse(kind == Kind.HELD ? CRLReason.CERTIFICATE_HOLD : CRLReason.UNSPECIFIED);
    }

    /** The reason's number, RFC 5280 section 5.3.1. */
    @SuppressWarnings("EnumOrdinal") // the constants stand in the order of RFC 5280's codes, an unused one included
    public int crlReasonCode() {
        return crlReason().ordinal();
    }
}
