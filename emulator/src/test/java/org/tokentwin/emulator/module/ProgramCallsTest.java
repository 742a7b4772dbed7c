package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

/** Calls that real programs make, by the C ABI of a whole emulator, with what is right for each. */
class ProgramCallsTest {
    private static final String PIN = "Abcdef1!";
    private static final MemorySegment NULL = NativePkcs11.NULL;

    private final EmulatedToken token =
            EmulatedToken.order().withTestKey().withPin(PIN).issue();
    private final Emulator emulator = Emulator.with(token);
    private final NativePkcs11 c = new NativePkcs11(emulator.modulePath());
    private long session;

    @BeforeEach
    void login() {
        assertReturns(Ckr.CKR_OK, "C_Initialize", NULL);
        MemorySegment handle = c.ulong(0);
        assertReturns(Ckr.CKR_OK, "C_OpenSession", 0L, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION, NULL, NULL, handle);
        session = Memory.ulong(handle);
        assertReturns(Ckr.CKR_OK, "C_Login", session, Cku.CKU_USER, text(PIN), (long) PIN.length());
    }

    @AfterEach
    void close() {
        emulator.close();
        token.close();
        c.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 7, 9, 16})
    void classOfAnotherLength_findsNothing(long length) {
        assertReturns(Ckr.CKR_OK, "C_FindObjectsInit", session, number(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY, length), 1L);

        assertThat(found(10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 4, 7, 9, 16})
    void objectOfAClassOfAnotherLength_isNotMade(long length) {
        assertReturns(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                "C_CreateObject",
                session,
                number(Cka.CKA_CLASS, Cko.CKO_DATA, length),
                1L,
                c.ulong(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 4, 8})
    void objectOfABooleanOfAnotherLength_isNotMade(long length) {
        MemorySegment template =
                c.structure(Cka.CKA_CLASS, c.ulong(Cko.CKO_DATA), 8L, Cka.CKA_TOKEN, c.bytes(new byte[8]), length);

        assertReturns(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "C_CreateObject", session, template, 2L, c.ulong(0));
    }

    @Test
    void modulusBitsOfFourBytes_makeNoKeys() {
        MemorySegment mechanism = c.structure(Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN, NULL, 0L);
        MemorySegment publicKey = number(Cka.CKA_MODULUS_BITS, 2048, 4);
        MemorySegment privateKey = c.structure(Cka.CKA_TOKEN, c.bytes((byte) 0), 1L);

        assertReturns(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                "C_GenerateKeyPair",
                session,
                mechanism,
                publicKey,
                1L,
                privateKey,
                1L,
                c.ulong(0),
                c.ulong(0));
    }

    @Test
    void noObjectAskedFor_isFound() {
        assertReturns(Ckr.CKR_OK, "C_FindObjectsInit", session, NULL, 0L);

        assertThat(found(0)).isEmpty();
        assertReturns(Ckr.CKR_OK, "C_FindObjectsFinal", session);
    }

    @Test
    void valueWithRoomForNothing_doesNotFit() {
        MemorySegment template = c.structure(Cka.CKA_MODULUS, c.buffer(1), 0L);

        assertReturns(Ckr.CKR_BUFFER_TOO_SMALL, "C_GetAttributeValue", session, privateKey(), template, 1L);
    }

    @Test
    void mechanismsThatWereCounted_areListed() {
        MemorySegment count = c.ulong(0);
        assertReturns(Ckr.CKR_OK, "C_GetMechanismList", 0L, NULL, count);
        MemorySegment list = c.buffer(8 * Memory.ulong(count));
        long counted = Memory.ulong(count);
        assertReturns(Ckr.CKR_OK, "C_GetMechanismList", 0L, list, count);

        assertThat(Memory.ulong(count)).isEqualTo(counted).isEqualTo(53);
        assertThat(Memory.ulongs(list)).contains(Ckm.CKM_SHA256_RSA_PKCS_PSS);
    }

    @Test
    void partsOfAnyLength_areSigned() {
        signInit(Ckm.CKM_SHA256_RSA_PKCS);
        assertReturns(Ckr.CKR_OK, "C_SignUpdate", session, c.bytes(), 0L);
        assertReturns(Ckr.CKR_OK, "C_SignUpdate", session, NULL, 0L);
        assertReturns(Ckr.CKR_OK, "C_SignUpdate", session, c.buffer(6 << 20), 6L << 20);
        assertReturns(Ckr.CKR_OK, "C_SignFinal", session, c.buffer(512), c.ulong(512));
    }

    @Test
    void initializeArgumentsWithoutMutexesAndFlags_areTaken() {
        assertReturns(Ckr.CKR_OK, "C_Finalize", NULL);

        assertReturns(Ckr.CKR_OK, "C_Initialize", c.structure(NULL, NULL, NULL, NULL, 0L, NULL));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11, 12, 13, 300})
    void rightPinWithZeroBytesBehindIt_isWrong(int zeros) {
        assertReturns(Ckr.CKR_OK, "C_Logout", session);
        byte[] longer = Arrays.copyOf(PIN.getBytes(StandardCharsets.UTF_8), PIN.length() + zeros);

        assertReturns(Ckr.CKR_PIN_INCORRECT, "C_Login", session, Cku.CKU_USER, c.bytes(longer), (long) longer.length);
        assertReturns(
                Ckr.CKR_PIN_INCORRECT,
                "C_SetPIN",
                session,
                c.bytes(longer),
                (long) longer.length,
                text("Another-1"),
                9L);
        assertReturns(Ckr.CKR_OK, "C_Login", session, Cku.CKU_USER, text(PIN), (long) PIN.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"C_Sign", "C_SignUpdate", "C_SignFinal"})
    void signatureWithABadArgument_isOver(String function) {
        signInit(Ckm.CKM_SHA256_RSA_PKCS);

        callBadly(function);

        assertReturns(Ckr.CKR_OPERATION_NOT_INITIALIZED, "C_SignUpdate", session, c.bytes((byte) 1), 1L);
        signInit(Ckm.CKM_SHA256_RSA_PKCS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C_Digest", "C_DigestUpdate", "C_DigestFinal"})
    void digestWithABadArgument_isOver(String function) {
        digestInit();

        callBadly(function);

        digestInit();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C_Verify", "C_VerifyUpdate", "C_VerifyFinal"})
    void verificationWithABadArgument_isOver(String function) {
        MemorySegment mechanism = c.structure(Ckm.CKM_SHA256_RSA_PKCS, NULL, 0L);
        assertReturns(Ckr.CKR_OK, "C_VerifyInit", session, mechanism, publicKey());

        callBadly(function);

        assertReturns(Ckr.CKR_OK, "C_VerifyInit", session, mechanism, publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"C_Encrypt", "C_EncryptUpdate", "C_EncryptFinal"})
    void encryptionWithABadArgument_isOver(String function) {
        MemorySegment mechanism = c.structure(Ckm.CKM_RSA_PKCS, NULL, 0L);
        assertReturns(Ckr.CKR_OK, "C_EncryptInit", session, mechanism, publicKey());

        callBadly(function);

        assertReturns(Ckr.CKR_OK, "C_EncryptInit", session, mechanism, publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"C_Decrypt", "C_DecryptUpdate", "C_DecryptFinal"})
    void decryptionWithABadArgument_isOver(String function) {
        MemorySegment mechanism = c.structure(Ckm.CKM_RSA_PKCS, NULL, 0L);
        assertReturns(Ckr.CKR_OK, "C_DecryptInit", session, mechanism, privateKey());

        callBadly(function);

        assertReturns(Ckr.CKR_OK, "C_DecryptInit", session, mechanism, privateKey());
    }

    @Test
    void initWithABadArgument_endsNoOther() {
        signInit(Ckm.CKM_SHA256_RSA_PKCS);

        assertReturns(Ckr.CKR_ARGUMENTS_BAD, "C_SignInit", session, NULL, privateKey());

        assertReturns(Ckr.CKR_OK, "C_SignUpdate", session, c.bytes((byte) 1), 1L);
    }

    /** A null pointer to a length, or to bytes of which there should be some. */
    private void callBadly(String function) {
        Object[] arguments = switch (function) {
            case "C_SignFinal", "C_DigestFinal", "C_EncryptFinal", "C_DecryptFinal" ->
                new Object[] {session, c.buffer(512), NULL};
            case "C_SignUpdate", "C_DigestUpdate", "C_VerifyUpdate", "C_VerifyFinal" ->
                new Object[] {session, NULL, 1L};
            case "C_Verify" -> new Object[] {session, c.buffer(1), 1L, NULL, 256L};
            default -> new Object[] {session, c.buffer(1), 1L, c.buffer(512), NULL};
        };
        assertReturns(Ckr.CKR_ARGUMENTS_BAD, function, arguments);
    }

    @Test
    void fiftyMegabytes_areDigestedAndSignedInOneCall() {
        MemorySegment data = c.buffer(50 << 20);
        digestInit();
        assertReturns(Ckr.CKR_OK, "C_Digest", session, data, data.byteSize(), c.buffer(32), c.ulong(32));
        signInit(Ckm.CKM_SHA256_RSA_PKCS);
        assertReturns(Ckr.CKR_OK, "C_Sign", session, data, data.byteSize(), c.buffer(512), c.ulong(512));
    }

    private void digestInit() {
        assertReturns(Ckr.CKR_OK, "C_DigestInit", session, c.structure(Ckm.CKM_SHA256, NULL, 0L));
    }

    private void signInit(long mechanism) {
        assertReturns(Ckr.CKR_OK, "C_SignInit", session, c.structure(mechanism, NULL, 0L), privateKey());
    }

    private long privateKey() {
        return object(Cko.CKO_PRIVATE_KEY);
    }

    /** The test key's other half, which the token does not hold as an object. */
    private long publicKey() {
        MemorySegment modulus = c.buffer(256);
        MemorySegment exponent = c.buffer(3);
        MemorySegment numbers = c.structure(Cka.CKA_MODULUS, modulus, 256L, Cka.CKA_PUBLIC_EXPONENT, exponent, 3L);
        assertReturns(Ckr.CKR_OK, "C_GetAttributeValue", session, privateKey(), numbers, 2L);
        MemorySegment template = c.structure(
                Cka.CKA_CLASS,
                c.ulong(Cko.CKO_PUBLIC_KEY),
                8L,
                Cka.CKA_KEY_TYPE,
                c.ulong(Ckk.CKK_RSA),
                8L,
                Cka.CKA_MODULUS,
                modulus,
                256L,
                Cka.CKA_PUBLIC_EXPONENT,
                exponent,
                3L);
        MemorySegment key = c.ulong(0);
        assertReturns(Ckr.CKR_OK, "C_CreateObject", session, template, 4L, key);
        return Memory.ulong(key);
    }

    private long object(long objectClass) {
        assertReturns(Ckr.CKR_OK, "C_FindObjectsInit", session, number(Cka.CKA_CLASS, objectClass, 8), 1L);
        long object = found(1)[0];
        assertReturns(Ckr.CKR_OK, "C_FindObjectsFinal", session);
        return object;
    }

    private long[] found(int most) {
        MemorySegment handles = c.buffer(8L * Math.max(1, most));
        MemorySegment count = c.ulong(9);
        assertReturns(Ckr.CKR_OK, "C_FindObjects", session, handles, (long) most, count);
        return LongStream.of(Memory.ulongs(handles)).limit(Memory.ulong(count)).toArray();
    }

    /** A template of one number, of which a length is told that may be wrong. */
    private MemorySegment number(long type, long value, long length) {
        return c.structure(type, c.structure(value, 0L), length);
    }

    private MemorySegment text(String text) {
        return c.bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertReturns(Ckr expected, String function, Object... arguments) {
        assertThat(Ckr.of(c.call(function, arguments)))
                .as(function + Arrays.toString(arguments))
                .contains(expected);
    }
}
