package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.rpc.RpcServer;

/** Messages that are signed and verified as a C program does it, in the process and in another one, against the JDK. */
@ParameterizedClass
@EnumSource
class SignedMessagesTest {
    private static final MemorySegment NULL = NativePkcs11.NULL;
    private static final String PIN = "Abcdef1!";
    private static final Version V3_2 = new Version(3, 2);
    private static final byte[] KEY = new byte[32];
    private static final byte[] TEXT = "a message of some bytes".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_PART = 7;
    private static final int CODE_BYTES = 32;

    private final EmulatedToken token = EmulatedToken.order()
            .profile("pkcs11-3.2")
            .withTestKey()
            .withPin(PIN)
            .issue();
    private final Emulator emulator = Emulator.with(token);
    private final RpcServer server;
    private final NativePkcs11 c;
    private long session;
    private long key;

    SignedMessagesTest(Way way, @TempDir Path directory) throws IOException {
        Path socket = directory.resolve("run").resolve("pkcs11");
        server = RpcServer.start(socket, emulator::connect);
        c = new NativePkcs11(
                way == Way.IN_THE_PROCESS
                        ? emulator.modulePath()
                        : SharedLibrary.putBound(directory, SharedLibrary.fileName(V3_2), socket, V3_2));
    }

    @BeforeEach
    void open() {
        call(Ckr.CKR_OK, CryptokiFunction.C_Initialize, NULL);
        MemorySegment place = c.ulong(0);
        call(Ckr.CKR_OK, CryptokiFunction.C_OpenSession, 0L, Ckf.CKF_SERIAL_SESSION, NULL, NULL, place);
        session = Memory.ulong(place);
        MemorySegment pin = c.bytes(PIN.getBytes(StandardCharsets.UTF_8));
        call(Ckr.CKR_OK, CryptokiFunction.C_Login, session, Cku.CKU_USER, pin, 8L);
        MemorySegment template = c.structure(
                Cka.CKA_CLASS,
                c.ulong(Cko.CKO_SECRET_KEY),
                8L,
                Cka.CKA_KEY_TYPE,
                c.ulong(Ckk.CKK_GENERIC_SECRET),
                8L,
                Cka.CKA_VALUE,
                c.bytes(KEY),
                (long) KEY.length,
                Cka.CKA_SIGN,
                c.bytes((byte) 1),
                1L,
                Cka.CKA_VERIFY,
                c.bytes((byte) 1),
                1L);
        call(Ckr.CKR_OK, CryptokiFunction.C_CreateObject, session, template, 5L, place);
        key = Memory.ulong(place);
    }

    @AfterEach
    void close() {
        c.call(CryptokiFunction.C_Finalize.name(), NULL);
        server.close();
        emulator.close();
        token.close();
        c.close();
    }

    @Test
    void messages_followEachOtherAndAreTheJdks() throws GeneralSecurityException {
        init(CryptokiFunction.C_MessageSignInit);
        for (int i = 0; i < 2; i++) {
            assertThat(signed(TEXT)).isEqualTo(jdk(TEXT));
            call(Ckr.CKR_OK, CryptokiFunction.C_SignMessageBegin, session, NULL, 0L);
            signPart(Ckr.CKR_OK, first(), NULL, NULL);
            assertThat(lastSigned()).isEqualTo(jdk(TEXT));
        }
        init(CryptokiFunction.C_MessageVerifyInit);
        for (int i = 0; i < 2; i++) {
            verify(Ckr.CKR_OK, TEXT, jdk(TEXT));
            call(Ckr.CKR_OK, CryptokiFunction.C_VerifyMessageBegin, session, NULL, 0L);
            verifyPart(Ckr.CKR_OK, first(), NULL, 0);
            verifyPart(Ckr.CKR_OK, rest(), c.bytes(jdk(TEXT)), CODE_BYTES);
        }
    }

    @Test
    void wrongSignature_endsTheMessageAndNotTheOperation() throws GeneralSecurityException {
        byte[] wrong = jdk(TEXT);
        wrong[0] ^= 1;
        init(CryptokiFunction.C_MessageVerifyInit);
        verify(Ckr.CKR_SIGNATURE_INVALID, TEXT, wrong);
        verify(Ckr.CKR_SIGNATURE_LEN_RANGE, TEXT, Arrays.copyOf(wrong, CODE_BYTES - 1));
        call(Ckr.CKR_OK, CryptokiFunction.C_VerifyMessageBegin, session, NULL, 0L);
        verifyPart(Ckr.CKR_OK, first(), NULL, 0);
        verifyPart(Ckr.CKR_SIGNATURE_INVALID, rest(), c.bytes(wrong), CODE_BYTES);
        verifyPart(Ckr.CKR_OPERATION_NOT_INITIALIZED, rest(), c.bytes(wrong), CODE_BYTES);

        verify(Ckr.CKR_OK, TEXT, jdk(TEXT));
    }

    @Test
    void messageInParts_isAskedForItsLengthAndHasNoOtherInItsMiddle() throws GeneralSecurityException {
        init(CryptokiFunction.C_MessageSignInit);
        call(Ckr.CKR_OK, CryptokiFunction.C_SignMessageBegin, session, NULL, 0L);
        call(Ckr.CKR_OPERATION_ACTIVE, CryptokiFunction.C_SignMessageBegin, session, NULL, 0L);
        signWhole(Ckr.CKR_OPERATION_ACTIVE, NULL, 0, c.buffer(64), c.ulong(64));
        signPart(Ckr.CKR_OK, first(), NULL, NULL);
        MemorySegment length = c.ulong(0);
        signPart(Ckr.CKR_OK, rest(), NULL, length);
        assertThat(Memory.ulong(length)).isEqualTo(CODE_BYTES);
        signPart(Ckr.CKR_BUFFER_TOO_SMALL, rest(), c.buffer(64), c.ulong(CODE_BYTES - 1));

        assertThat(lastSigned()).isEqualTo(jdk(TEXT));
    }

    /** The mechanisms that do it know of no parameter of a message; what was begun with the key goes on. */
    @Test
    void parameterOfAMessage_isRefused() throws GeneralSecurityException {
        MemorySegment parameter = c.bytes((byte) 1);
        init(CryptokiFunction.C_MessageSignInit);
        signWhole(Ckr.CKR_MECHANISM_PARAM_INVALID, parameter, 1, c.buffer(64), c.ulong(64));
        signWhole(Ckr.CKR_ARGUMENTS_BAD, NULL, 1, c.buffer(64), c.ulong(64));
        call(Ckr.CKR_MECHANISM_PARAM_INVALID, CryptokiFunction.C_SignMessageBegin, session, parameter, 1L);
        call(Ckr.CKR_OK, CryptokiFunction.C_SignMessageBegin, session, NULL, 0L);
        signPart(Ckr.CKR_OK, first(), NULL, NULL);
        call(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                CryptokiFunction.C_SignMessageNext,
                session,
                parameter,
                1L,
                NULL,
                0L,
                NULL,
                NULL);

        signPart(Ckr.CKR_OPERATION_NOT_INITIALIZED, rest(), NULL, NULL);
        assertThat(signed(TEXT)).isEqualTo(jdk(TEXT));
    }

    /** An argument that is refused before the operation sees it ends the message, too. */
    @Test
    void nullPart_endsTheMessageAndNotTheOperation() throws GeneralSecurityException {
        init(CryptokiFunction.C_MessageSignInit);
        call(Ckr.CKR_OK, CryptokiFunction.C_SignMessageBegin, session, NULL, 0L);
        signPart(Ckr.CKR_OK, first(), NULL, NULL);
        call(Ckr.CKR_ARGUMENTS_BAD, CryptokiFunction.C_SignMessageNext, session, NULL, 0L, NULL, 5L, NULL, NULL);

        signPart(Ckr.CKR_OPERATION_NOT_INITIALIZED, rest(), NULL, NULL);
        assertThat(signed(TEXT)).isEqualTo(jdk(TEXT));
    }

    @Test
    void operation_endsWithItsFinalANullMechanismOrCancel() {
        for (CryptokiFunction init :
                new CryptokiFunction[] {CryptokiFunction.C_MessageSignInit, CryptokiFunction.C_MessageVerifyInit}) {
            boolean signs = init == CryptokiFunction.C_MessageSignInit;
            CryptokiFunction end = signs ? CryptokiFunction.C_MessageSignFinal : CryptokiFunction.C_MessageVerifyFinal;
            init(init);
            call(Ckr.CKR_OPERATION_ACTIVE, init, session, c.structure(Ckm.CKM_SHA256_HMAC, NULL, 0L), key);
            call(Ckr.CKR_OK, end, session);
            call(Ckr.CKR_OPERATION_NOT_INITIALIZED, end, session);
            init(init);
            call(Ckr.CKR_OK, init, session, NULL, 0L);
            call(Ckr.CKR_OPERATION_NOT_INITIALIZED, end, session);
            init(init);
            long flag = signs ? Ckf.CKF_MESSAGE_SIGN : Ckf.CKF_MESSAGE_VERIFY;
            call(Ckr.CKR_OK, CryptokiFunction.C_SessionCancel, session, flag);
            call(Ckr.CKR_OPERATION_NOT_INITIALIZED, end, session);
        }
    }

    /** What a mechanism's flags do not claim, the functions do not do. */
    @Test
    void mechanismWithoutTheFlag_isRefused() {
        MemorySegment info = c.buffer(24);
        for (long mechanism : new long[] {Ckm.CKM_SHA256_HMAC, Ckm.CKM_SHA256_HMAC_GENERAL}) {
            call(Ckr.CKR_OK, CryptokiFunction.C_GetMechanismInfo, 0L, mechanism, info);
            boolean told = (info.get(ValueLayout.JAVA_LONG, 16) & Ckf.CKF_MESSAGE_SIGN) != 0;
            MemorySegment length = c.ulong(16);
            call(
                    told ? Ckr.CKR_OK : Ckr.CKR_MECHANISM_INVALID,
                    CryptokiFunction.C_MessageSignInit,
                    session,
                    mechanism == Ckm.CKM_SHA256_HMAC
                            ? c.structure(mechanism, NULL, 0L)
                            : c.structure(mechanism, length, 8L),
                    key);
            assertThat(told).isEqualTo(mechanism == Ckm.CKM_SHA256_HMAC);
            call(Ckr.CKR_OK, CryptokiFunction.C_MessageSignInit, session, NULL, 0L);
        }
    }

    private void init(CryptokiFunction function) {
        call(Ckr.CKR_OK, function, session, c.structure(Ckm.CKM_SHA256_HMAC, NULL, 0L), key);
    }

    private byte[] signed(byte[] text) {
        MemorySegment room = c.buffer(64);
        MemorySegment length = c.ulong(64);
        call(
                Ckr.CKR_OK,
                CryptokiFunction.C_SignMessage,
                session,
                NULL,
                0L,
                c.bytes(text),
                (long) text.length,
                room,
                length);
        return room.asSlice(0, Memory.ulong(length)).toArray(ValueLayout.JAVA_BYTE);
    }

    private void signWhole(Ckr result, MemorySegment parameter, long bytes, MemorySegment room, MemorySegment length) {
        call(
                result,
                CryptokiFunction.C_SignMessage,
                session,
                parameter,
                bytes,
                c.bytes(TEXT),
                (long) TEXT.length,
                room,
                length);
    }

    private byte[] lastSigned() {
        MemorySegment room = c.buffer(64);
        MemorySegment length = c.ulong(64);
        signPart(Ckr.CKR_OK, rest(), room, length);
        return room.asSlice(0, Memory.ulong(length)).toArray(ValueLayout.JAVA_BYTE);
    }

    private void signPart(Ckr result, byte[] part, MemorySegment room, MemorySegment length) {
        call(
                result,
                CryptokiFunction.C_SignMessageNext,
                session,
                NULL,
                0L,
                c.bytes(part),
                (long) part.length,
                room,
                length);
    }

    private void verify(Ckr result, byte[] text, byte[] signature) {
        call(
                result,
                CryptokiFunction.C_VerifyMessage,
                session,
                NULL,
                0L,
                c.bytes(text),
                (long) text.length,
                c.bytes(signature),
                (long) signature.length);
    }

    private void verifyPart(Ckr result, byte[] part, MemorySegment signature, long length) {
        call(
                result,
                CryptokiFunction.C_VerifyMessageNext,
                session,
                NULL,
                0L,
                c.bytes(part),
                (long) part.length,
                signature,
                length);
    }

    private static byte[] first() {
        return Arrays.copyOf(TEXT, FIRST_PART);
    }

    private static byte[] rest() {
        return Arrays.copyOfRange(TEXT, FIRST_PART, TEXT.length);
    }

    private static byte[] jdk(byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private void call(Ckr result, CryptokiFunction function, Object... arguments) {
        assertThat(c.callSymbol(function.name(), arguments)).as("%s", function).isEqualTo(result.code());
    }
}
