package org.tokentwin.client.x509;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** Where a moment lies in a certificate's period of validity. */
public enum Validity {
    NOT_YET_VALID("not valid yet"),
    VALID(""),
    EXPIRES_SOON("expires soon"),
    EXPIRED("expired");

    /** Long enough to apply for another one. */
    private static final Duration SOON = Duration.ofDays(30);

    private final String words;

    Validity(String words) {
        this.words = words;
    }

    public static Validity of(X509Certificate certificate, Instant now) {
        return of(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                now);
    }

    public static Validity of(Instant notBefore, Instant notAfter, Instant now) {
        if (now.isBefore(notBefore)) {
            return NOT_YET_VALID;
        }
        if (now.isAfter(notAfter)) {
            return EXPIRED;
        }
        return now.isAfter(notAfter.minus(SOON)) ? EXPIRES_SOON : VALID;
    }

    /** What is worth a mark; empty for a certificate that is valid for a while. */
    public String words() {
        return words;
    }

    /** The mark behind a date; empty if there is none. */
    public String mark() {
        return words.isEmpty() ? "" : " (" + words + ")";
    }
}
