package org.tokentwin.benchmark.token;

/** A target cannot be made ready. The message says why, the advice what to do. */
public final class PreparationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String advice;

    public PreparationException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    public String advice() {
        return advice;
    }
}
