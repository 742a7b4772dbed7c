package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

/** Messages by AES-GCM as a C program sends them, against the JDK. */
class MessageFunctionsTest {
    private static final MemorySegment NULL = NativePkcs11.NULL;
    private static final String PIN = "Abcdef1!";
    private static final byte[] KEY = new byte[32];
    private static final byte[] TEXT = "a message of some bytes".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ASSOCIATED = {1, 2, 3};
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final long PARAMETER_BYTES = 48;

    private final EmulatedToken token = EmulatedToken.order()
            .profile("pkcs11-3.2")
            .withTestKey()
            .withPin(PIN)
            .issue();
    private final Emulator emulator = Emulator.with(token);
    private final NativePkcs11 c = new NativePkcs11(emulator.modulePath());
    private final MemorySegment iv = c.buffer(IV_BYTES).fill((byte) 0);
    private final MemorySegment tag = c.buffer(TAG_BYTES).fill((byte) 0);
    private long session;
    private long key;

    @BeforeEach
    void open() {
        call(Ckr.CKR_OK, CryptokiFunction.C_Initialize, NULL);
        MemorySegment place = c.ulong(0);
        call(Ckr.CKR_OK, CryptokiFunction.C_OpenSession, 0L, Ckf.CKF_SERIAL_SESSION, NULL, NULL, place);
        session = Memory.ulong(place);
        call(
                Ckr.CKR_OK,
                CryptokiFunction.C_Login,
                session,
                Cku.CKU_USER,
                c.bytes(PIN.getBytes(StandardCharsets.UTF_8)),
                8L);
        MemorySegment template = c.structure(
                Cka.CKA_CLASS,
                c.ulong(Cko.CKO_SECRET_KEY),
                8L,
                Cka.CKA_KEY_TYPE,
                c.ulong(Ckk.CKK_AES),
                8L,
                Cka.CKA_VALUE,
                c.bytes(KEY),
                (long) KEY.length,
                Cka.CKA_ENCRYPT,
                c.bytes((byte) 1),
                1L,
                Cka.CKA_DECRYPT,
                c.bytes((byte) 1),
                1L);
        call(Ckr.CKR_OK, CryptokiFunction.C_CreateObject, session, template, 5L, place);
        key = Memory.ulong(place);
    }

    @AfterEach
    void close() {
        c.call(CryptokiFunction.C_Finalize.name(), NULL);
        emulator.close();
        token.close();
        c.close();
    }

    @Test
    void message_isTheJdks_andComesBack() throws GeneralSecurityException {
        init(CryptokiFunction.C_MessageEncryptInit);
        byte[] cryptogram = whole(CryptokiFunction.C_EncryptMessage, parameter(Ckg.CKG_GENERATE_RANDOM, 0, 128), TEXT);

        assertThat(iv()).isNotEqualTo(new byte[IV_BYTES]);
        assertThat(cryptogram).isEqualTo(Arrays.copyOf(jdk(TEXT), TEXT.length));
        assertThat(tag()).isEqualTo(Arrays.copyOfRange(jdk(TEXT), TEXT.length, TEXT.length + TAG_BYTES));
        init(CryptokiFunction.C_MessageDecryptInit);
        assertThat(whole(CryptokiFunction.C_DecryptMessage, parameter(0, 0, 128), cryptogram))
                .isEqualTo(TEXT);
    }

    /** Nothing is given before the tag is known to be right. */
    @Test
    void partsOfAForgedMessage_giveNothing() throws GeneralSecurityException {
        byte[] cryptogram = Arrays.copyOf(jdk(TEXT), TEXT.length);
        init(CryptokiFunction.C_MessageDecryptInit);
        MemorySegment parameter = parameter(0, 0, 128);
        call(
                Ckr.CKR_OK,
                CryptokiFunction.C_DecryptMessageBegin,
                session,
                parameter,
                PARAMETER_BYTES,
                c.bytes(ASSOCIATED),
                3L);
        MemorySegment room = c.buffer(64).fill((byte) 0);
        MemorySegment length = c.ulong(64);
        next(Ckr.CKR_OK, parameter, cryptogram, room, length, 0);
        assertThat(Memory.ulong(length)).isZero();
        MemorySegment again = c.ulong(64);
        next(Ckr.CKR_AEAD_DECRYPT_FAILED, parameter, new byte[] {1}, room, again, Ckf.CKF_END_OF_MESSAGE);

        assertThat(Memory.bytes(room)).containsOnly(0);
        next(Ckr.CKR_OPERATION_NOT_INITIALIZED, parameter, cryptogram, room, again, 0);
    }

    /** An argument that is refused before the operation sees it ends the message, too. */
    @Test
    void nullPart_endsTheMessageAndNotTheOperation() {
        init(CryptokiFunction.C_MessageDecryptInit);
        MemorySegment parameter = parameter(0, 0, 128);
        call(Ckr.CKR_OK, CryptokiFunction.C_DecryptMessageBegin, session, parameter, PARAMETER_BYTES, NULL, 0L);
        call(
                Ckr.CKR_ARGUMENTS_BAD,
                CryptokiFunction.C_DecryptMessageNext,
                session,
                parameter,
                PARAMETER_BYTES,
                NULL,
                5L,
                NULL,
                c.ulong(0),
                0L);

        next(Ckr.CKR_OPERATION_NOT_INITIALIZED, parameter, TEXT, c.buffer(64), c.ulong(64), 0);
        call(Ckr.CKR_OK, CryptokiFunction.C_DecryptMessageBegin, session, parameter, PARAMETER_BYTES, NULL, 0L);
    }

    @Test
    void vectorThatWouldRepeat_isNotMade() {
        init(CryptokiFunction.C_MessageEncryptInit);
        for (MemorySegment refused : new MemorySegment[] {
            parameter(Ckg.CKG_GENERATE, 96, 128), // nothing is left
            parameter(Ckg.CKG_GENERATE, 64, 128), // few random bits
            parameter(Ckg.CKG_GENERATE, -1, 128),
            parameter(Ckg.CKG_GENERATE_COUNTER_XOR, 0, 128),
            parameter(Ckg.CKG_GENERATE, 0, 127),
            parameter(Ckg.CKG_GENERATE, 0, 0),
        }) {
            refused(refused);
        }
        for (int number = 0; number < 4; number++) {
            whole(CryptokiFunction.C_EncryptMessage, parameter(Ckg.CKG_GENERATE_COUNTER, 94, 128), TEXT);
            assertThat(iv()[IV_BYTES - 1]).isEqualTo((byte) number);
        }
        refused(parameter(Ckg.CKG_GENERATE_COUNTER, 94, 128)); // two bits are used up
    }

    private void refused(MemorySegment parameter) {
        call(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                CryptokiFunction.C_EncryptMessage,
                session,
                parameter,
                PARAMETER_BYTES,
                NULL,
                0L,
                c.bytes(TEXT),
                (long) TEXT.length,
                c.buffer(64),
                c.ulong(64));
    }

    private void init(CryptokiFunction function) {
        call(Ckr.CKR_OK, function, session, c.structure(Ckm.CKM_AES_GCM, NULL, 0L), key);
    }

    private MemorySegment parameter(long generator, long fixedBits, long tagBits) {
        return c.structure(iv, (long) IV_BYTES, fixedBits, generator, tag, tagBits);
    }

    private byte[] whole(CryptokiFunction function, MemorySegment parameter, byte[] input) {
        MemorySegment room = c.buffer(64);
        MemorySegment length = c.ulong(64);
        call(
                Ckr.CKR_OK,
                function,
                session,
                parameter,
                PARAMETER_BYTES,
                c.bytes(ASSOCIATED),
                3L,
                c.bytes(input),
                (long) input.length,
                room,
                length);
        return room.asSlice(0, Memory.ulong(length)).toArray(ValueLayout.JAVA_BYTE);
    }

    private void next(
            Ckr result, MemorySegment parameter, byte[] part, MemorySegment room, MemorySegment length, long flags) {
        call(
                result,
                CryptokiFunction.C_DecryptMessageNext,
                session,
                parameter,
                PARAMETER_BYTES,
                c.bytes(part),
                (long) part.length,
                room,
                length,
                flags);
    }

    private byte[] jdk(byte[] text) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(128, iv()));
        cipher.updateAAD(ASSOCIATED);
        return cipher.doFinal(text);
    }

    private byte[] iv() {
        return iv.toArray(ValueLayout.JAVA_BYTE);
    }

    private byte[] tag() {
        return tag.toArray(ValueLayout.JAVA_BYTE);
    }

    private void call(Ckr result, CryptokiFunction function, Object... arguments) {
        assertThat(c.callSymbol(function.name(), arguments)).as("%s", function).isEqualTo(result.code());
    }
}
