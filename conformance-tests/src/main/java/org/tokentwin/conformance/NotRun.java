package org.tokentwin.conformance;

import org.opentest4j.TestAbortedException;

/** Ends a case that lacks something which the user did not give or allow. It says nothing of the token. */
public final class NotRun extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    /** @param lacking what was not given, as {@code no PIN was given} */
    public NotRun(String lacking) {
        super(lacking);
    }

    /** Ends the case unless it has what it needs. */
    public static void unless(boolean given, String lacking) {
        if (!given) {
            throw new NotRun(lacking);
        }
    }
}
