package org.tokentwin.conformance;

import org.opentest4j.TestAbortedException;

/** Ends a case that is about something which the token does not have, and does not claim to have. */
public final class NotApplicable extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    /** @param absent what is missing, as {@code the token does not report CKM_ECDSA} */
    public NotApplicable(String absent) {
        super(absent);
    }

    /** Ends the case unless the token has what it is about. */
    public static void unless(boolean present, String absent) {
        if (!present) {
            throw new NotApplicable(absent);
        }
    }
}
