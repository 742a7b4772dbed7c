package org.tokentwin.emulator.issuer;

/** A card that could not be made a token: the message says what was refused, and why where the card tells. */
public final class PersonalisationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PersonalisationException(String message) {
        super(message);
    }

    public PersonalisationException(String message, Throwable cause) {
        super(message, cause);
    }
}
