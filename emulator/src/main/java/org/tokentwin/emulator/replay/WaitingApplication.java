package org.tokentwin.emulator.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.recording.RecordedApplication;
import org.tokentwin.emulator.recording.RecordedJson;

/**
 * An application whose calls come one after another, but for one that waits for a slot's event: that was over later when it was recorded than calls of
 * other threads that came after it, and at the latest when the program finalised.
 */
abstract class WaitingApplication implements RecordedApplication {
    private static final long DONT_BLOCK = 1;

    @GuardedBy("this")
    private boolean ended;

    @Override
    public final synchronized Reply call(CryptokiFunction function, ObjectNode in) {
        boolean waits = mayWait(function) && (in.path("flags").longValue() & DONT_BLOCK) == 0;
        while (waits && !ended && !isRecorded(function, in)) {
            try {
                wait();
            } catch (InterruptedException e) {
                ended = true;
                Thread.currentThread().interrupt();
            }
        }
        if (ended) {
            return new Reply(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED.code(), RecordedJson.object());
        }
        Reply reply = reply(function, in);
        ended = function == CryptokiFunction.C_Finalize && reply.result() == Ckr.CKR_OK.code();
        notifyAll();
        return reply;
    }

    /** Returns whether {@link #reply} has a reply that was recorded; the caller holds this object's lock. */
    @GuardedBy("this")
    abstract boolean isRecorded(CryptokiFunction function, ObjectNode in);

    /** Returns what was recorded; the caller holds this object's lock. */
    @GuardedBy("this")
    abstract Reply reply(CryptokiFunction function, ObjectNode in);

    @Override
    public final synchronized void ended() {
        ended = true;
        notifyAll();
    }
}
