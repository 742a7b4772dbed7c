package org.tokentwin.emulator.cryptoki;

import org.tokentwin.cryptoki.Ckr;

/**
 * The room that a C caller has for what a method of {@link Cryptoki} returns whole: the method does not need to know it, and what the function
 * returns depends on it. A listener between the caller and the method finds it in {@link #OF_CALL}.
 */
public sealed interface CallerRoom permits AttributeQuery, ListRoom {
    /** The room of the caller whose call this thread carries out; bound for the functions that have one. */
    ScopedValue<CallerRoom> OF_CALL = ScopedValue.newInstance();

    /** What the function returns where the method returned this. */
    Ckr verdict(Object returned);
}
