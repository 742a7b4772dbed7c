package org.tokentwin.conformance.walk;

import java.util.List;

/** A module's answer that the model does not allow. */
final class WalkFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param what the function, what it did, and what is allowed; the same in every walk that shows it */
    WalkFailure(String what) {
        super(what);
        this.what = what;
    }

    private WalkFailure(String what, List<String> calls) {
        super(what + ". The shortest sequence that shows it:\n" + String.join("\n", calls));
        this.what = what;
    }

    /** The same, with the calls that show it. */
    WalkFailure after(List<String> calls) {
        return new WalkFailure(what, calls);
    }

    boolean isSameAs(WalkFailure other) {
        return what.equals(other.what);
    }
}
