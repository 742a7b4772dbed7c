package org.tokentwin.emulator.issuer;

import java.util.Locale;

/** How a certificate stands with its authority, whether it has expired or not. */
public enum CertificateState {
    GOOD,
    /** Suspended: it may be released, or revoked. */
    ON_HOLD,
    /** For good. */
    REVOKED;

    /** As it is shown: {@code good}, {@code on hold} or {@code revoked}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
