package org.tokentwin.benchmark.token;

/** Somebody's token refused the PIN, or has not all of its tries: nobody may log in on it again in this run. */
public final class PinEndangeredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PinEndangeredException(String message) {
        super(message);
    }
}
