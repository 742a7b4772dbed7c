package org.tokentwin.conformance;

import org.tokentwin.conformance.text.Harmless;

/** There is no token to test, or it cannot be reached. The message says why and what to do; what a module said in it is harmless. */
public final class NoTokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoTokenException(String message) {
        super(Harmless.text(message));
    }

    public NoTokenException(String message, Throwable cause) {
        super(Harmless.text(message), cause);
    }
}
