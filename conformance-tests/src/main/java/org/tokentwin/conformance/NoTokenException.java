package org.tokentwin.conformance;

/** There is no token to test, or it cannot be reached. The message says why and what to do. */
public final class NoTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoTokenException(String message) {
        super(message);
    }

    public NoTokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
