package org.tokentwin.emulator.wire;

import org.tokentwin.cryptoki.Ckr;

/** A parameter through which the function returns something; it writes that into the response. */
@FunctionalInterface
interface Output {
    /** @param result the function's {@code CK_RV}, which says whether anything was written */
    void write(long result, Message response);

    /** Whether a function that returns this has written its results. */
    static boolean isWritten(long result) {
        return result == Ckr.CKR_OK.code();
    }

    /** Whether a function that returns this has written how much it has to return. */
    static boolean isLengthWritten(long result) {
        return isWritten(result) || result == Ckr.CKR_BUFFER_TOO_SMALL.code();
    }
}
