package org.tokentwin.conformance;

/** What a case does to the token under test, from the harmless to the final. The order counts. */
public enum Effect {
    /** Reads only; logs in with the right PIN at most. */
    READS,
    /** Makes objects that are gone with their session. */
    SESSION_OBJECTS,
    /** Makes, changes and deletes objects on the token. */
    TOKEN_OBJECTS,
    /** Gives wrong PINs: takes tries, and gives them back with the right one. */
    SPENDS_TRIES,
    /** Changes the user PIN. */
    CHANGES_PIN,
    /** Locks the token. */
    LOCKS;

    /** Whether a token that is not disposable stays as it was. */
    public boolean isHarmless() {
        return compareTo(SESSION_OBJECTS) <= 0;
    }
}
