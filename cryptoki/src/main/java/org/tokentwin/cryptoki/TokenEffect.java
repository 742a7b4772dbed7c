package org.tokentwin.cryptoki;

/** What a call of a function can do to a token, if its arguments ask for it and the token complies. */
public enum TokenEffect {
    /** Makes an object: on the token if its template says so or its original lies there, otherwise in the session. */
    MAKES_OBJECT,
    /** Changes an object's attributes. */
    CHANGES_OBJECT,
    /** Destroys an object. */
    DESTROYS_OBJECT,
    /** Presents a PIN: a wrong one takes a try, and the last one locks the PIN. */
    PRESENTS_PIN,
    /** Changes a PIN. */
    CHANGES_PIN,
    /** Initialises the token, which destroys all its objects. */
    INITIALISES_TOKEN
}
