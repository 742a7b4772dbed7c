package org.tokentwin.benchmark.token;

/** An operation cannot be measured on this target: it does not offer it, or it would not be safe. The message says why. */
public final class NotMeasuredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotMeasuredException(String message) {
        super(message);
    }
}
