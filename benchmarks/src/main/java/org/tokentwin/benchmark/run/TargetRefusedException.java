package org.tokentwin.benchmark.run;

/** A token of the user's cannot be measured. The message says why. */
public final class TargetRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean tokenAbsent;

    TargetRefusedException(String message, boolean tokenAbsent) {
        super(message);
        this.tokenAbsent = tokenAbsent;
    }

    /** Whether the module is in order, and no token is there. */
    public boolean isTokenAbsent() {
        return tokenAbsent;
    }
}
