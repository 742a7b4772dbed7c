package org.tokentwin.emulator.issuer;

/** How a certificate stands with its authority, whether it has expired or not. */
public enum CertificateState {
    GOOD,
    /** Suspended: it may be released, or revoked. */
    ON_HOLD,
    /** For good. */
    REVOKED
}
