package org.tokentwin.conformance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a case does to the token under test, from the harmless to the final. The order counts. */
public enum Effect {
    /** Reads only; logs in with the right PIN at most. */
    READS,
    /** Makes objects that are gone with their session. */
    SESSION_OBJECTS,
    /** Makes, changes and deletes its own objects on the token. */
    TOKEN_OBJECTS,
    /** Gives wrong PINs: takes tries, and gives them back with the right one. */
    SPENDS_TRIES,
    /** Changes the user PIN. */
    CHANGES_PIN,
    /** Logs the security officer in, initialises the token, or changes what the owner put on it: everything on it may be lost. */
    INITIALISES,
    /** Locks the token. */
    LOCKS;

    /** Whether a token that is not disposable stays as it was. */
    public boolean isHarmless() {
        return compareTo(SESSION_OBJECTS) <= 0;
    }

    /** Whether this includes what another effect does. */
    public boolean covers(Effect other) {
        return compareTo(other) >= 0;
    }

    /** The effect of this name, as the command line writes it; empty if there is none. */
    public static Optional<Effect> named(String name) {
        return Arrays.stream(values())
                .filter(effect -> effect.toString().equalsIgnoreCase(name)
                        || effect.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** As the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
