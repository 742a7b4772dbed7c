package org.tokentwin.emulator.hostile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.tokentwin.emulator.authority.HostileQuestion;
import org.tokentwin.emulator.control.HostileRequest;
import org.tokentwin.emulator.rpc.HostileConversation;
import org.tokentwin.emulator.store.HostileImage;

/** The entrances of {@link Targets}, with inputs that coverage guides. {@link CorpusTest} tries the kept ones in every build. */
class EntranceFuzzing {
    private static final String LONGEST = "1h";

    @FuzzTest(maxDuration = LONGEST)
    void commands(byte[] input) {
        Targets.commands(input);
    }

    @FuzzTest(maxDuration = LONGEST)
    void image(byte[] input) {
        HostileImage.open(input);
    }

    @FuzzTest(maxDuration = LONGEST)
    void memory(byte[] input) {
        Targets.memory(input);
    }

    @FuzzTest(maxDuration = LONGEST)
    void profile(byte[] input) {
        Targets.profile(input);
    }

    @FuzzTest(maxDuration = LONGEST)
    void credential(byte[] input) {
        Targets.credential(input);
    }

    @FuzzTest(maxDuration = LONGEST)
    void ocsp(byte[] input) {
        HostileQuestion.ocsp(input);
    }

    @FuzzTest(maxDuration = LONGEST)
    void timeStamp(byte[] input) {
        HostileQuestion.timeStamp(input);
    }

    @FuzzTest(maxDuration = LONGEST)
    void cardFiles(byte[] input) {
        CardFileTarget.write(input);
    }

    @FuzzTest(maxDuration = LONGEST)
    void control(byte[] input) {
        HostileRequest.answer(input);
    }

    @FuzzTest(maxDuration = LONGEST)
    void frames(byte[] input) {
        try (HostileConversation conversation = new HostileConversation()) {
            conversation.hold(input);
        }
    }
}
