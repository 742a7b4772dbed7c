package org.tokentwin.conformance.call;

import static org.assertj.core.api.Assertions.assertThat;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** Handles and slots are named in the order in which the module gave them, so that two runs tell the same. */
class TranscriptTest {
    private static final CallLog NOBODY = new CallLog() {
        @Override
        public void entered(String call) {}

        @Override
        public void left(String outcome) {}
    };

    private static final long NO_SUCH_SLOT = 77;

    @Test
    void handlesThatTheModuleGave_areNamed() throws PKCS11Exception {
        assertThat(told(966_464_624L, 4711L, 23L))
                .isEqualTo(told(1L, 2L, 3L))
                .contains("C_OpenSession(slot 1, 4, null, null) = CKR_OK: session 1");
    }

    @Test
    void numbersThatTheModuleDidNotGive_stayNumbers() throws PKCS11Exception {
        Transcript transcript = new Transcript(NOBODY);
        pass(transcript, "C_CloseSession", null, NO_SUCH_SLOT);

        assertThat(transcript.lines()).containsExactly("C_CloseSession(77) = CKR_OK");
    }

    @Test
    void anotherApplicationsHandles_areItsOwn() throws PKCS11Exception {
        Transcript transcript = new Transcript(NOBODY);
        transcript.slot(5);
        CallStep other = transcript.of("second application");
        pass(transcript, "C_OpenSession", 8L, 5L, 4L, null, null);
        pass(other, "C_CloseSession", null, 8L);

        assertThat(transcript.lines().get(1)).isEqualTo("second application: C_CloseSession(8) = CKR_OK");
    }

    @Test
    void constants_haveTheirNames() throws PKCS11Exception {
        Transcript transcript = new Transcript(NOBODY);
        transcript.slot(5);
        pass(
                transcript,
                "C_GetMechanismList",
                new long[] {PKCS11Constants.CKM_SHA256, PKCS11Constants.CKM_RSA_PKCS},
                5L);
        pass(transcript, "C_Login", null, 1L, 1L, "1234".toCharArray());

        assertThat(transcript.lines())
                .containsExactly(
                        "C_GetMechanismList(slot 1) = CKR_OK: 2 mechanisms: CKM_RSA_PKCS CKM_SHA256",
                        "C_Login(1, CKU_USER, PIN of 4 characters) = CKR_OK");
    }

    /** What is told of a signature, wherever the module puts its handles. */
    private static String told(long slot, long session, long key) throws PKCS11Exception {
        Transcript transcript = new Transcript(NOBODY);
        transcript.slot(slot);
        CK_MECHANISM mechanism = new CK_MECHANISM();
        mechanism.mechanism = PKCS11Constants.CKM_SHA256_RSA_PKCS;
        pass(transcript, "C_GetSlotList", new long[] {slot, slot + 1}, true);
        pass(transcript, "C_OpenSession", session, slot, 4L, null, null);
        pass(transcript, "C_FindObjects", new long[] {key, key + 1}, session, 10L);
        pass(transcript, "C_SignInit", null, session, mechanism, key, true);
        pass(transcript, "C_SignFinal", null, session, MemorySegment.NULL, MemorySegment.NULL);
        pass(transcript, "C_CloseAllSessions", null, slot);
        return String.join("\n", transcript.lines());
    }

    private static void pass(CallStep step, String function, @Nullable Object result, @Nullable Object... arguments)
            throws PKCS11Exception {
        step.pass(function, arguments, passed -> result);
    }
}
