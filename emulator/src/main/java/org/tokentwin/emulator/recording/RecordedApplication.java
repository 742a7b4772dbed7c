package org.tokentwin.emulator.recording;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.tokentwin.cryptoki.CryptokiFunction;

/** What a program is served with that is replayed: it has no token, and returns what was recorded. */
public interface RecordedApplication {
    /**
     * What a call returns.
     *
     * @param result the {@code CK_RV}
     * @param out what it writes, in the form of {@link RecordedCall#out}
     */
    record Reply(long result, ObjectNode out) {}

    /** Returns what was recorded of this call; may wait for it, as a call of {@code C_WaitForSlotEvent} does. */
    Reply call(CryptokiFunction function, ObjectNode in);

    /** Returns whether {@link #call} may wait. */
    default boolean mayWait(CryptokiFunction function) {
        return function == CryptokiFunction.C_WaitForSlotEvent;
    }

    /** The program went. */
    void ended();
}
