package org.tokentwin.emulator.control;

/** The server does not do what it was asked. The message says what is wrong, for a person to read. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as far as a program has to tell it apart. */
    public enum Reason {
        /** What was asked is no request of this server. */
        USAGE,
        /** It has no such token. */
        NO_TOKEN,
        /** It cannot be done, or not now. */
        FAILURE
    }

    private final Reason reason;
    private final String advice;

    /** @param advice what to do about it; empty where the message says it */
    public RefusedException(Reason reason, String message, String advice) {
        super(message);
        this.reason = reason;
        this.advice = advice;
    }

    public Reason reason() {
        return reason;
    }

    public String advice() {
        return advice;
    }
}
