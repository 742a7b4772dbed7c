package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
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
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.rpc.RpcServer;

/** A C program's secret keys, with the library in its process and with the emulator in another. */
@ParameterizedClass
@EnumSource
class SecretKeyCallsTest {
    private static final String PIN = "Abcdef1!";
    private static final MemorySegment NULL = NativePkcs11.NULL;
    private static final byte[] VALUE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = new byte[40];

    @TempDir
    private Path directory;

    private final Way way;
    private final EmulatedToken token = EmulatedToken.order()
            .profile("pkcs11-3.2")
            .withTestKey()
            .withPin(PIN)
            .issue();
    private final Emulator emulator = Emulator.with(token);
    private @Nullable RpcServer server;
    private NativePkcs11 c;
    private long session;

    SecretKeyCallsTest(Way way) {
        this.way = way;
    }

    @BeforeEach
    void login() throws IOException {
        if (way == Way.IN_THE_PROCESS) {
            c = new NativePkcs11(emulator.modulePath());
        } else {
            Path socket = directory.resolve("run").resolve("pkcs11");
            server = RpcServer.start(socket, emulator::connect);
            c = new NativePkcs11(SharedLibrary.putBound(directory, SharedLibrary.fileName(), socket));
        }
        begin();
    }

    private void begin() {
        call("C_Initialize", NULL);
        MemorySegment handle = c.ulong(0);
        call("C_OpenSession", 0L, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION, NULL, NULL, handle);
        session = Memory.ulong(handle);
        call("C_Login", session, Cku.CKU_USER, c.bytes(PIN.getBytes(StandardCharsets.US_ASCII)), (long) PIN.length());
    }

    @AfterEach
    void close() {
        call("C_Finalize", NULL);
        if (server != null) {
            server.close();
        }
        emulator.close();
        token.close();
        c.close();
    }

    @Test
    void partsInCbc_areWhatTheJdkMakes() throws GeneralSecurityException {
        call("C_EncryptInit", session, c.structure(Ckm.CKM_AES_CBC_PAD, c.bytes(new byte[16]), 16L), aes());
        byte[] first = output("C_EncryptUpdate", c.bytes(Arrays.copyOf(DATA, 33)), 33L);
        byte[] second = output("C_EncryptUpdate", c.bytes(new byte[7]), 7L);
        byte[] last = output("C_EncryptFinal");

        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(VALUE, "AES"), new IvParameterSpec(new byte[16]));
        assertThat(concatenated(first, second, last)).isEqualTo(cipher.doFinal(DATA));
    }

    @Test
    void parameterWithPointers_isRead() throws GeneralSecurityException {
        MemorySegment gcm = c.structure(c.bytes(new byte[12]), 12L, 96L, c.bytes((byte) 1, (byte) 2), 2L, 128L);
        call("C_EncryptInit", session, c.structure(Ckm.CKM_AES_GCM, gcm, 48L), aes());
        byte[] encrypted = output("C_Encrypt", c.bytes(DATA), (long) DATA.length);

        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(VALUE, "AES"), new GCMParameterSpec(128, new byte[12]));
        cipher.updateAAD(new byte[] {1, 2});
        assertThat(encrypted).isEqualTo(cipher.doFinal(DATA));
    }

    @Test
    void parameterOfANumberAndAnArray_isRead() throws GeneralSecurityException {
        call("C_EncryptInit", session, c.structure(Ckm.CKM_AES_CTR, c.structure(128L, 0L, 0L), 24L), aes());
        byte[] encrypted = output("C_Encrypt", c.bytes(DATA), (long) DATA.length);

        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(VALUE, "AES"), new IvParameterSpec(new byte[16]));
        assertThat(encrypted).isEqualTo(cipher.doFinal(DATA));
    }

    @Test
    void codeOfAChosenLength_isMade() {
        call("C_SignInit", session, c.structure(Ckm.CKM_AES_CMAC_GENERAL, c.ulong(5), 8L), aes());

        assertThat(output("C_Sign", c.bytes(DATA), (long) DATA.length)).hasSize(5);
    }

    @Test
    void generatedKey_isWrappedAndUnwrapped() {
        MemorySegment key = c.ulong(0);
        MemorySegment template =
                c.structure(Cka.CKA_VALUE_LEN, c.ulong(32), 8L, Cka.CKA_EXTRACTABLE, c.bytes((byte) 1), 1L);
        call("C_GenerateKey", session, c.structure(Ckm.CKM_AES_KEY_GEN, NULL, 0L), template, 2L, key);
        MemorySegment length = c.ulong(100);
        MemorySegment wrapped = c.buffer(100);
        MemorySegment mechanism = c.structure(Ckm.CKM_AES_CBC_PAD, c.bytes(new byte[16]), 16L);
        long wrapping = aes();
        call("C_WrapKey", session, mechanism, wrapping, Memory.ulong(key), wrapped, length);
        MemorySegment wanted =
                c.structure(Cka.CKA_CLASS, c.ulong(Cko.CKO_SECRET_KEY), 8L, Cka.CKA_KEY_TYPE, c.ulong(Ckk.CKK_AES), 8L);
        MemorySegment unwrapped = c.ulong(0);
        call("C_UnwrapKey", session, mechanism, wrapping, wrapped, Memory.ulong(length), wanted, 2L, unwrapped);

        assertThat(Memory.ulong(length)).isEqualTo(48);
        assertThat(code(Memory.ulong(unwrapped))).isEqualTo(code(Memory.ulong(key)));
        call("C_DestroyObject", session, Memory.ulong(key));
        assertThat(c.call("C_DigestKey", session, Memory.ulong(key)))
                .isEqualTo(Ckr.CKR_OPERATION_NOT_INITIALIZED.code());
    }

    @Test
    void keyOnTheToken_outlivesTheApplication() {
        MemorySegment key = c.ulong(0);
        MemorySegment template = c.structure(Cka.CKA_VALUE_LEN, c.ulong(32), 8L, Cka.CKA_TOKEN, c.bytes((byte) 1), 1L);
        call("C_GenerateKey", session, c.structure(Ckm.CKM_AES_KEY_GEN, NULL, 0L), template, 2L, key);
        byte[] code = code(Memory.ulong(key));
        call("C_Finalize", NULL);
        begin();

        MemorySegment found = c.buffer(16);
        MemorySegment count = c.ulong(0);
        call("C_FindObjectsInit", session, c.structure(Cka.CKA_CLASS, c.ulong(Cko.CKO_SECRET_KEY), 8L), 1L);
        call("C_FindObjects", session, found, 2L, count);
        call("C_FindObjectsFinal", session);
        assertThat(Memory.ulong(count)).isEqualTo(1);
        assertThat(code(Memory.ulong(found))).isEqualTo(code);
    }

    private byte[] code(long key) {
        call("C_SignInit", session, c.structure(Ckm.CKM_AES_CMAC, NULL, 0L), key);
        return output("C_Sign", c.bytes(DATA), (long) DATA.length);
    }

    private long aes() {
        MemorySegment key = c.ulong(0);
        MemorySegment template = c.structure(
                Cka.CKA_CLASS,
                c.ulong(Cko.CKO_SECRET_KEY),
                8L,
                Cka.CKA_KEY_TYPE,
                c.ulong(Ckk.CKK_AES),
                8L,
                Cka.CKA_VALUE,
                c.bytes(VALUE),
                16L,
                Cka.CKA_WRAP,
                c.bytes((byte) 1),
                1L,
                Cka.CKA_UNWRAP,
                c.bytes((byte) 1),
                1L);
        call("C_CreateObject", session, template, 5L, key);
        return Memory.ulong(key);
    }

    /** What a function writes into a buffer of 1000 bytes. */
    private byte[] output(String function, Object... arguments) {
        MemorySegment buffer = c.buffer(1000);
        MemorySegment length = c.ulong(1000);
        Object[] all = new Object[arguments.length + 3];
        all[0] = session;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = buffer;
        all[all.length - 1] = length;
        call(function, all);
        return buffer.asSlice(0, Memory.ulong(length)).toArray(ValueLayout.JAVA_BYTE);
    }

    private void call(String function, Object... arguments) {
        assertThat(c.call(function, arguments)).as(function).isEqualTo(Ckr.CKR_OK.code());
    }

    private static byte[] concatenated(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
