package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** Output in buffers of the caller's, and pointers that are null, PKCS#11 v2.40 section 5.2. */
class BufferConventionTest {
    private static final byte[] SIGNATURE = {1, 2, 3, 4};

    private final LoadedFake token = new LoadedFake().on("sign", arguments -> sign((OutputBuffer) arguments[2]));
    private final NativePkcs11 c = token.c;

    @AfterEach
    void close() {
        token.close();
    }

    @Test
    void nullBuffer_isToldTheLength() {
        var length = c.ulong(1);
        assertThat(sign(NativePkcs11.NULL, length)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(Memory.ulong(length)).isEqualTo(4);
    }

    @Test
    void bufferTooSmall_isToldTheLengthAndNotWritten() {
        var buffer = c.buffer(3);
        var length = c.ulong(3);
        assertThat(sign(buffer, length)).isEqualTo(Ckr.CKR_BUFFER_TOO_SMALL.code());
        assertThat(Memory.ulong(length)).isEqualTo(4);
        assertThat(Memory.bytes(buffer)).containsOnly(0xEE);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, Long.MAX_VALUE, -1})
    void bufferThatIsLargeEnough_isWrittenAsFarAsNeeded(long claimed) {
        var buffer = c.buffer(5);
        var length = c.ulong(claimed);
        assertThat(sign(buffer, length)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(Memory.ulong(length)).isEqualTo(4);
        assertThat(Memory.bytes(buffer)).containsExactly(1, 2, 3, 4, 0xEE);
    }

    @Test
    void nullLength_isRefusedBeforeTheCall() {
        assertThat(sign(c.buffer(4), NativePkcs11.NULL)).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
        assertThat(token.cryptoki.calls()).isEmpty();
    }

    @Test
    void otherRefusal_leavesTheLengthAlone() {
        token.on("sign", _ -> {
            throw new CryptokiException(Ckr.CKR_DATA_LEN_RANGE, "as a test wants it");
        });
        var length = c.ulong(77);
        assertThat(sign(c.buffer(4), length)).isEqualTo(Ckr.CKR_DATA_LEN_RANGE.code());
        assertThat(Memory.ulong(length)).isEqualTo(77);
    }

    @Test
    void nullData_isNoDataOnlyWithLengthZero() {
        var length = c.ulong(4);
        assertThat(c.call("C_Sign", 1L, NativePkcs11.NULL, 0L, c.buffer(4), length))
                .isEqualTo(Ckr.CKR_OK.code());
        assertThat(token.onlyCall().arguments().get(1)).isEqualTo(new byte[0]);
        assertThat(c.call("C_Sign", 1L, NativePkcs11.NULL, 1L, c.buffer(4), length))
                .isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
    }

    @ParameterizedTest
    @ValueSource(longs = {0x8000_0000L, Long.MAX_VALUE, -1})
    void absurdDataLength_isRefusedWithoutReading(long length) {
        assertThat(c.call("C_Sign", 1L, c.bytes((byte) 1), length, c.buffer(4), c.ulong(4)))
                .isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
        assertThat(token.cryptoki.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0x8000_0000L, -1})
    void absurdRandomLength_isRefused(long length) {
        assertThat(c.call("C_GenerateRandom", 1L, c.buffer(4), length)).isEqualTo(Ckr.CKR_ARGUMENTS_BAD.code());
        assertThat(token.cryptoki.calls()).isEmpty();
    }

    @Test
    void outputOverInput_isWrittenFromACopy() {
        token.on("encrypt", arguments -> {
            byte[] data = (byte[]) arguments[1];
            ((OutputBuffer) arguments[2]).put(new byte[] {data[1], data[0]});
            return data;
        });
        var both = c.bytes((byte) 8, (byte) 9);
        assertThat(c.call("C_Encrypt", 1L, both, 2L, both, c.ulong(2))).isEqualTo(Ckr.CKR_OK.code());
        assertThat(Memory.bytes(both)).containsExactly(9, 8);
    }

    @Test
    void slotList_followsTheConventionInElements() {
        token.on("getSlotList", arguments -> (boolean) arguments[0] ? new long[] {2} : new long[] {0, 1, 2});
        var count = c.ulong(0);
        assertThat(c.call("C_GetSlotList", (byte) 0, NativePkcs11.NULL, count)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(Memory.ulong(count)).isEqualTo(3);

        var list = c.structure(9L, 9L, 9L, 9L);
        var two = c.ulong(2);
        assertThat(c.call("C_GetSlotList", (byte) 0, list, two)).isEqualTo(Ckr.CKR_BUFFER_TOO_SMALL.code());
        assertThat(Memory.ulong(two)).isEqualTo(3);
        assertThat(Memory.ulongs(list)).containsOnly(9);

        var four = c.ulong(4);
        assertThat(c.call("C_GetSlotList", (byte) 0, list, four)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(Memory.ulong(four)).isEqualTo(3);
        assertThat(Memory.ulongs(list)).containsExactly(0, 1, 2, 9);

        assertThat(c.call("C_GetSlotList", (byte) 1, NativePkcs11.NULL, count)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(Memory.ulong(count)).isEqualTo(1);
    }

    @Test
    void mechanismList_followsTheConventionInElements() {
        token.on("getMechanismList", _ -> new long[] {1, 0x40});
        var list = c.structure(9L, 9L);
        var one = c.ulong(1);
        assertThat(c.call("C_GetMechanismList", 0L, list, one)).isEqualTo(Ckr.CKR_BUFFER_TOO_SMALL.code());
        assertThat(Memory.ulong(one)).isEqualTo(2);
        assertThat(c.call("C_GetMechanismList", 0L, list, one)).isEqualTo(Ckr.CKR_OK.code());
        assertThat(Memory.ulongs(list)).containsExactly(1, 0x40);
    }

    @Test
    void nullPointerForAResult_isRefusedBeforeTheCall() {
        var none = NativePkcs11.NULL;
        var mechanism = c.structure(0L, none, 0L);
        List<Long> answers = new ArrayList<>();
        answers.add(c.call("C_GetInfo", none));
        answers.add(c.call("C_GetSlotList", (byte) 1, none, none));
        answers.add(c.call("C_GetSlotInfo", 0L, none));
        answers.add(c.call("C_GetTokenInfo", 0L, none));
        answers.add(c.call("C_GetMechanismList", 0L, none, none));
        answers.add(c.call("C_GetMechanismInfo", 0L, 0L, none));
        answers.add(c.call("C_InitToken", 0L, none, 0L, none));
        answers.add(c.call("C_OpenSession", 0L, 4L, none, none, none));
        answers.add(c.call("C_GetSessionInfo", 1L, none));
        answers.add(c.call("C_CreateObject", 1L, none, 0L, none));
        answers.add(c.call("C_CopyObject", 1L, 1L, none, 0L, none));
        answers.add(c.call("C_GetObjectSize", 1L, 1L, none));
        answers.add(c.call("C_FindObjects", 1L, none, 1L, c.ulong(0)));
        answers.add(c.call("C_FindObjects", 1L, c.ulong(0), 1L, none));
        answers.add(c.call("C_SignInit", 1L, none, 1L));
        answers.add(c.call("C_DigestInit", 1L, none));
        answers.add(c.call("C_GenerateKey", 1L, mechanism, none, 0L, none));
        answers.add(c.call("C_GenerateKeyPair", 1L, mechanism, none, 0L, none, 0L, c.ulong(0), none));
        answers.add(c.call("C_GenerateKeyPair", 1L, mechanism, none, 0L, none, 0L, none, c.ulong(0)));
        answers.add(c.call("C_UnwrapKey", 1L, mechanism, 1L, none, 0L, none, 0L, none));
        answers.add(c.call("C_DeriveKey", 1L, mechanism, 1L, none, 0L, none));
        answers.add(c.call("C_GenerateRandom", 1L, none, 1L));
        answers.add(c.call("C_WaitForSlotEvent", 1L, none, none));
        answers.add(c.call("C_WaitForSlotEvent", 1L, c.ulong(0), c.ulong(0)));
        assertThat(answers).containsOnly(Ckr.CKR_ARGUMENTS_BAD.code());
        assertThat(token.cryptoki.calls()).isEmpty();
    }

    private long sign(MemorySegment buffer, MemorySegment length) {
        return c.call("C_Sign", 1L, c.bytes((byte) 1), 1L, buffer, length);
    }

    private static Object sign(OutputBuffer output) {
        output.put(SIGNATURE.clone());
        return output;
    }
}
