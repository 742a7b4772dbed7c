package org.tokentwin.junit;

import java.util.Locale;

/** A second e-Cert of the same subscriber on the same token, with its own key. */
public enum Companion {
    /** The one before: it expired a month before this one begins. */
    EXPIRED,
    /** One for encryption only; the first one is for signatures only then. */
    ENCRYPTION;

    /** As the emulator's command line spells it. */
    String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }
}
