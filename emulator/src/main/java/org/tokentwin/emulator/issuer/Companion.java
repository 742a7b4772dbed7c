package org.tokentwin.emulator.issuer;

import java.util.Locale;

/** A second e-Cert of the same subscriber on the same token, with its own key. */
public enum Companion {
    /** The one before: it expired a month before this one begins, so that the token was renewed. */
    EXPIRED,
    /** One for encryption only; the first one is for signatures only then. */
    ENCRYPTION;

    /** As a command line spells it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
