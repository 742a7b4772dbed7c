package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckg;
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

    /** In bits, as the standard has it, and in bytes, as NSS. */
    @ParameterizedTest
    @ValueSource(longs = {96, 12})
    void lengthOfANonceInBitsOrBytes_isRead(long length) throws GeneralSecurityException {
        byte[] nonce = "twelve bytes".getBytes(StandardCharsets.US_ASCII);
        MemorySegment parameter = c.structure(c.bytes(nonce), length, c.bytes((byte) 1, (byte) 2), 2L);
        byte[] value = concatenated(VALUE, VALUE);
        call(
                "C_EncryptInit",
                session,
                c.structure(Ckm.CKM_CHACHA20_POLY1305, parameter, 32L),
                secret(Ckk.CKK_CHACHA20, value));
        byte[] encrypted = output("C_Encrypt", c.bytes(DATA), (long) DATA.length);

        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(value, "ChaCha20"), new IvParameterSpec(nonce));
        cipher.updateAAD(new byte[] {1, 2});
        assertThat(encrypted).isEqualTo(cipher.doFinal(DATA));
    }

    @Test
    void parameterOfCcm_isRead() {
        MemorySegment ccm = c.structure((long) DATA.length, c.bytes(new byte[12]), 12L, c.bytes((byte) 1), 1L, 8L);
        MemorySegment mechanism = c.structure(Ckm.CKM_AES_CCM, ccm, 48L);
        long key = secret(Ckk.CKK_AES, VALUE);
        call("C_EncryptInit", session, mechanism, key);
        byte[] encrypted = output("C_Encrypt", c.bytes(DATA), (long) DATA.length);

        assertThat(encrypted).hasSize(DATA.length + 8);
        call("C_DecryptInit", session, mechanism, key);
        assertThat(output("C_Decrypt", c.bytes(encrypted), (long) encrypted.length))
                .isEqualTo(DATA);
    }

    /** Two flags and the room behind them, numbers, a handle, and two arrays. */
    @Test
    void parameterOfHkdf_isRead() throws GeneralSecurityException {
        long salt = secret(Ckk.CKK_GENERIC_SECRET, new byte[] {7, 8});
        long hmacKey = hkdf(c.structure(
                0x0101L,
                Ckm.CKM_SHA256,
                Ckf.CKF_HKDF_SALT_DATA,
                c.bytes((byte) 7, (byte) 8),
                2L,
                0L,
                c.bytes((byte) 9),
                1L));
        long saltedByKey = hkdf(
                c.structure(0x0101L, Ckm.CKM_SHA256, Ckf.CKF_HKDF_SALT_KEY, NULL, 0L, salt, c.bytes((byte) 9), 1L));
        byte[] derived = KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(VALUE)
                        .addSalt(new byte[] {7, 8})
                        .thenExpand(new byte[] {9}, 20));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(derived, "HmacSHA256"));
        byte[] expected = mac.doFinal(DATA);

        for (long each : new long[] {hmacKey, saltedByKey}) {
            call("C_SignInit", session, c.structure(Ckm.CKM_SHA256_HMAC, NULL, 0L), each);
            assertThat(output("C_Sign", c.bytes(DATA), (long) DATA.length)).isEqualTo(expected);
        }
    }

    private long hkdf(MemorySegment parameter) {
        MemorySegment template = c.structure(
                Cka.CKA_KEY_TYPE,
                c.ulong(Ckk.CKK_GENERIC_SECRET),
                8L,
                Cka.CKA_CLASS,
                c.ulong(Cko.CKO_SECRET_KEY),
                8L,
                Cka.CKA_VALUE_LEN,
                c.ulong(20),
                8L);
        MemorySegment key = c.ulong(0);
        long base = secret(Ckk.CKK_HKDF, VALUE);
        call("C_DeriveKey", session, c.structure(Ckm.CKM_HKDF_DERIVE, parameter, 64L), base, template, 3L, key);
        return Memory.ulong(key);
    }

    /** A structure that a structure points to. */
    @Test
    void parameterOfRsaAesKeyWrap_isRead() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        MemorySegment oaep = c.structure(Ckm.CKM_SHA256, Ckg.CKG_MGF1_SHA256, 1L, c.bytes((byte) 'l'), 1L);
        MemorySegment mechanism = c.structure(Ckm.CKM_RSA_AES_KEY_WRAP, c.structure(256L, oaep), 16L);
        MemorySegment length = c.ulong(1000);
        MemorySegment wrapped = c.buffer(1000);
        long key = secret(Ckk.CKK_GENERIC_SECRET, VALUE);
        call("C_WrapKey", session, mechanism, publicKey((RSAPublicKey) pair.getPublic()), key, wrapped, length);
        byte[] whole = wrapped.asSlice(0, Memory.ulong(length)).toArray(ValueLayout.JAVA_BYTE);

        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.DECRYPT_MODE,
                pair.getPrivate(),
                new OAEPParameterSpec(
                        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, new PSource.PSpecified(new byte[] {'l'})));
        Cipher aes = Cipher.getInstance("AES/KWP/NoPadding");
        aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(rsa.doFinal(whole, 0, 256), "AES"));
        assertThat(aes.doFinal(whole, 256, whole.length - 256)).isEqualTo(VALUE);
    }

    private long publicKey(RSAPublicKey key) {
        byte[] modulus = BigIntegers.asUnsignedByteArray(key.getModulus());
        MemorySegment template = c.structure(
                Cka.CKA_CLASS,
                c.ulong(Cko.CKO_PUBLIC_KEY),
                8L,
                Cka.CKA_KEY_TYPE,
                c.ulong(Ckk.CKK_RSA),
                8L,
                Cka.CKA_MODULUS,
                c.bytes(modulus),
                (long) modulus.length,
                Cka.CKA_PUBLIC_EXPONENT,
                c.bytes((byte) 1, (byte) 0, (byte) 1),
                3L,
                Cka.CKA_WRAP,
                c.bytes((byte) 1),
                1L);
        MemorySegment made = c.ulong(0);
        call("C_CreateObject", session, template, 5L, made);
        return Memory.ulong(made);
    }

    private long secret(long type, byte[] value) {
        MemorySegment template = c.structure(
                Cka.CKA_CLASS,
                c.ulong(Cko.CKO_SECRET_KEY),
                8L,
                Cka.CKA_KEY_TYPE,
                c.ulong(type),
                8L,
                Cka.CKA_VALUE,
                c.bytes(value),
                (long) value.length,
                Cka.CKA_DERIVE,
                c.bytes((byte) 1),
                1L,
                Cka.CKA_EXTRACTABLE,
                c.bytes((byte) 1),
                1L);
        MemorySegment key = c.ulong(0);
        call("C_CreateObject", session, template, 5L, key);
        return Memory.ulong(key);
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
