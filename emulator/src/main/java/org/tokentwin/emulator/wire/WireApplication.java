package org.tokentwin.emulator.wire;

import java.lang.foreign.MemorySegment;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** What a client's calls come to. Its connections share it. */
interface WireApplication {
    /**
     * Carries a call out where that takes no time.
     *
     * @param request behind the function; it is laid out anew, and of no use afterwards
     * @param memory for what the call needs beside it
     * @param response written from its beginning
     * @return false where the call may have to wait for somebody, so that {@link #answer} does it on a thread of its own
     */
    boolean answerAtOnce(
            CryptokiFunction function, MemorySegment request, ClientLayout layout, CallMemory memory, Message response);

    /** Carries a call out, however long that takes. */
    void answer(
            CryptokiFunction function, MemorySegment request, ClientLayout layout, CallMemory memory, Message response);

    /** Takes note of a call that was refused before it came here, as {@code Cryptoki.refused} has it. */
    void refused(String function, long argument, Ckr ckr);

    /** Ends it: its last connection has ended. */
    void ended();
}
