package org.tokentwin.client.revocation;

/** How a certificate stands with its issuer. */
public enum RevocationStatus {
    GOOD("good"),
    /** Suspended; it may become good again. */
    ON_HOLD("on hold"),
    /** For good. */
    REVOKED("revoked"),
    /** The issuer's responder does not know it. */
    UNKNOWN("unknown to its issuer"),
    /** Nobody said it so that it counts. */
    UNDETERMINED("not determined");

    private final String words;

    RevocationStatus(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
