package org.tokentwin.emulator.wire;

import java.lang.foreign.MemorySegment;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** What a client's calls come to. Its connections share it. */
interface WireApplication {
    /**
     * Carries a call out.
     *
     * @param request behind the function; it is laid out anew, and of no use afterwards
     * @param memory for what else the call needs
     * @param response written from its beginning
     * @param atOnce whether only a call is carried out that has to wait for nobody
     * @return whether it was carried out; where not, it is to be asked for again on a separate thread
     */
    boolean answer(
            CryptokiFunction function,
            MemorySegment request,
            ClientLayout layout,
            CallMemory memory,
            Message response,
            boolean atOnce);

    /** Takes note of a call that was refused before it came here, as {@code Cryptoki.refused} has it. */
    void refused(String function, long argument, Ckr ckr);

    /** Ends it: its last connection has ended. */
    void ended();
}
