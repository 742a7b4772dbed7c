package org.tokentwin.emulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.foreign.MemorySegment;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.recording.RecordedApplication;
import org.tokentwin.emulator.recording.RecordedApplication.Reply;

/** An application that gets what was recorded. */
final class ReplayedApplication implements WireApplication {
    private final RecordedApplication recorded;

    ReplayedApplication(RecordedApplication recorded) {
        this.recorded = recorded;
    }

    @Override
    public boolean answer(
            CryptokiFunction function,
            MemorySegment request,
            ClientLayout layout,
            CallMemory memory,
            Message response,
            boolean atOnce) {
        ObjectNode in = RequestImage.of(function, request);
        Reply reply = recorded.call(function, in);
        response.begin();
        response.word(reply.result());
        ResponseImage.write(function, in, reply.out(), response);
        return true;
    }

    /** A call that this client refused was refused by its library when it was recorded, and so is not in the recording. */
    @Override
    public void refused(String function, long argument, Ckr ckr) {}

    @Override
    public void ended() {
        recorded.ended();
    }
}
