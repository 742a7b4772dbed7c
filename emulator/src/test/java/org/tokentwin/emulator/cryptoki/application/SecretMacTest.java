package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.AES_VALUE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.DES3_VALUE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.mechanism;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.output;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.issuer.KeyType;

/** Message authentication codes, digests of keys, and the functions that go on with two operations. */
class SecretMacTest {
    private static final byte[] DATA = "Dear Hongkong Post".getBytes(StandardCharsets.US_ASCII);
    private static final HexFormat HEX = HexFormat.of();

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;

    static List<Arguments> hmacs() {
        return List.of(
                Arguments.of(Ckm.CKM_SHA_1_HMAC, "HmacSHA1", Ckk.CKK_SHA_1_HMAC),
                Arguments.of(Ckm.CKM_SHA224_HMAC, "HmacSHA224", Ckk.CKK_SHA224_HMAC),
                Arguments.of(Ckm.CKM_SHA256_HMAC, "HmacSHA256", Ckk.CKK_SHA256_HMAC),
                Arguments.of(Ckm.CKM_SHA384_HMAC, "HmacSHA384", Ckk.CKK_SHA384_HMAC),
                Arguments.of(Ckm.CKM_SHA512_HMAC, "HmacSHA512", Ckk.CKK_SHA512_HMAC),
                Arguments.of(Ckm.CKM_SHA512_224_HMAC, "HmacSHA512/224", Ckk.CKK_SHA512_224_HMAC),
                Arguments.of(Ckm.CKM_SHA512_256_HMAC, "HmacSHA512/256", Ckk.CKK_SHA512_256_HMAC),
                Arguments.of(Ckm.CKM_SHA3_224_HMAC, "HmacSHA3-224", Ckk.CKK_SHA3_224_HMAC),
                Arguments.of(Ckm.CKM_SHA3_256_HMAC, "HmacSHA3-256", Ckk.CKK_SHA3_256_HMAC),
                Arguments.of(Ckm.CKM_SHA3_384_HMAC, "HmacSHA3-384", Ckk.CKK_SHA3_384_HMAC),
                Arguments.of(Ckm.CKM_SHA3_512_HMAC, "HmacSHA3-512", Ckk.CKK_SHA3_512_HMAC));
    }

    @ParameterizedTest
    @MethodSource("hmacs")
    void hmac_isWhatTheJdkMakes(long type, String jdkName, long ownKeyType) throws GeneralSecurityException {
        byte[] value = new byte[40];
        Mac mac = Mac.getInstance(jdkName);
        mac.init(new SecretKeySpec(value, jdkName));
        Mechanism hmac = mechanism(type);
        for (long keyType : new long[] {Ckk.CKK_GENERIC_SECRET, ownKeyType}) {
            long key = fixture.secret(keyType, value);
            byte[] code = fixture.sign(hmac, key, DATA);
            assertThat(code).isEqualTo(mac.doFinal(DATA));
            verifyInParts(hmac, key, code);
        }
    }

    private void verifyInParts(Mechanism mechanism, long key, byte[] code) {
        application.verifyInit(session, mechanism, key);
        application.verifyUpdate(session, Arrays.copyOf(DATA, 5));
        application.verifyUpdate(session, Arrays.copyOfRange(DATA, 5, DATA.length));
        application.verifyFinal(session, code);
    }

    /** NIST SP 800-38B, appendix D: the examples with a message of 40 bytes. */
    @Test
    void cmac_isTheStandardsExample() {
        byte[] message =
                HEX.parseHex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411");
        long aes = fixture.secret(Ckk.CKK_AES, HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c"));

        assertThat(fixture.sign(mechanism(Ckm.CKM_AES_CMAC), aes, message))
                .isEqualTo(HEX.parseHex("dfa66747de9ae63030ca32611497c827"));
        assertThat(fixture.sign(general(Ckm.CKM_AES_CMAC_GENERAL, 4), aes, message))
                .isEqualTo(HEX.parseHex("dfa66747"));
    }

    /** The last block of the data in CBC with a zero vector, half of it. */
    @Test
    void cbcMac_isHalfTheLastBlock() {
        byte[] whole = Arrays.copyOf(DATA, 32);
        byte[] chained =
                SecretKeyFixture.byJdk(Cipher.ENCRYPT_MODE, "AES/CBC/NoPadding", AES_VALUE, new byte[16], whole);

        assertThat(fixture.sign(mechanism(Ckm.CKM_AES_MAC), fixture.aes(), DATA))
                .isEqualTo(Arrays.copyOfRange(chained, 16, 24));
        byte[] triple = SecretKeyFixture.byJdk(
                Cipher.ENCRYPT_MODE, "DESede/CBC/NoPadding", DES3_VALUE, new byte[8], Arrays.copyOf(DATA, 24));
        assertThat(fixture.sign(mechanism(Ckm.CKM_DES3_MAC), fixture.secret(Ckk.CKK_DES3, DES3_VALUE), DATA))
                .isEqualTo(Arrays.copyOfRange(triple, 16, 20));
        assertThat(fixture.sign(general(Ckm.CKM_AES_MAC_GENERAL, 16), fixture.aes(), DATA))
                .isEqualTo(Arrays.copyOfRange(chained, 16, 32));
    }

    @Test
    void anotherCode_isRefused() {
        long key = fixture.aes();
        Mechanism cmac = mechanism(Ckm.CKM_AES_CMAC);
        byte[] code = fixture.sign(cmac, key, DATA);
        code[0] ^= 1;

        application.verifyInit(session, cmac, key);
        assertCkr(Ckr.CKR_SIGNATURE_INVALID, () -> application.verify(session, DATA, code));
        application.verifyInit(session, cmac, key);
        assertCkr(Ckr.CKR_SIGNATURE_LEN_RANGE, () -> application.verify(session, DATA, Arrays.copyOf(code, 15)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 17, -1})
    void codeOfALengthThatThereIsNot_isParamInvalid(long length) {
        long key = fixture.aes();

        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> application.signInit(session, general(Ckm.CKM_AES_CMAC_GENERAL, length), key));
    }

    @Test
    void keyOfAnotherHash_isKeyTypeInconsistent() {
        long key = fixture.secret(Ckk.CKK_SHA256_HMAC, new byte[32]);

        assertCkr(
                Ckr.CKR_KEY_TYPE_INCONSISTENT, () -> application.signInit(session, mechanism(Ckm.CKM_SHA_1_HMAC), key));
        assertCkr(
                Ckr.CKR_KEY_TYPE_INCONSISTENT,
                () -> application.signInit(session, mechanism(Ckm.CKM_SHA_1_HMAC), fixture.aes()));
    }

    static List<Arguments> generations() {
        return List.of(
                Arguments.of(Ckm.CKM_SHA3_224_KEY_GEN, Ckk.CKK_SHA3_224_HMAC, Ckm.CKM_SHA3_224_HMAC),
                Arguments.of(Ckm.CKM_SHA3_256_KEY_GEN, Ckk.CKK_SHA3_256_HMAC, Ckm.CKM_SHA3_256_HMAC),
                Arguments.of(Ckm.CKM_SHA3_384_KEY_GEN, Ckk.CKK_SHA3_384_HMAC, Ckm.CKM_SHA3_384_HMAC),
                Arguments.of(Ckm.CKM_SHA3_512_KEY_GEN, Ckk.CKK_SHA3_512_HMAC, Ckm.CKM_SHA3_512_HMAC));
    }

    @ParameterizedTest
    @MethodSource("generations")
    void generatedKey_isForItsHashOnly(long generation, long keyType, long hmac) {
        long key = fixture.generate(generation, 33, SecretKeyFixture.TELLING, SecretKeyFixture.EXTRACTABLE);

        assertThat(fixture.read(key, Cka.CKA_KEY_TYPE).value().orElseThrow().asUlong())
                .isEqualTo(keyType);
        assertThat(fixture.value(key)).hasSize(33).isNotEqualTo(new byte[33]);
        verifyInParts(mechanism(hmac), key, fixture.sign(mechanism(hmac), key, DATA));
        assertCkr(
                Ckr.CKR_KEY_TYPE_INCONSISTENT,
                () -> application.signInit(session, mechanism(Ckm.CKM_SHA256_HMAC), key));
    }

    @Test
    void generatedDesKeys_haveOddParity() {
        long key = fixture.generate(Ckm.CKM_DES3_KEY_GEN, 0, SecretKeyFixture.TELLING, SecretKeyFixture.EXTRACTABLE);

        for (byte each : fixture.value(key)) {
            assertThat(Integer.bitCount(Byte.toUnsignedInt(each)) % 2).isOne();
        }
        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> fixture.secret(Ckk.CKK_DES3, new byte[24]));
    }

    @Test
    void digestOfAKey_isOfItsValue() throws GeneralSecurityException {
        application.digestInit(session, mechanism(Ckm.CKM_SHA256));
        application.digestUpdate(session, DATA);
        application.digestKey(session, fixture.aes());
        byte[] digest = output(room -> application.digestFinal(session, room));

        MessageDigest expected = MessageDigest.getInstance("SHA-256");
        expected.update(DATA);
        assertThat(digest).isEqualTo(expected.digest(AES_VALUE));
    }

    @Test
    void keyThatIsNoSecretKey_isIndigestibleAndEndsTheDigest() {
        long rsa = application.createObject(session, Templates.publicKey(Templates.credential(KeyType.RSA_1024)));
        application.digestInit(session, mechanism(Ckm.CKM_SHA256));

        assertCkr(Ckr.CKR_KEY_INDIGESTIBLE, () -> application.digestKey(session, rsa));
        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> application.digestKey(session, rsa));
    }

    @Test
    void twoOperations_goOnTogether() throws GeneralSecurityException {
        long key = fixture.aes();
        byte[] data = new byte[32];
        application.digestInit(session, mechanism(Ckm.CKM_SHA256));
        application.encryptInit(session, mechanism(Ckm.CKM_AES_ECB), key);
        assertCkr(Ckr.CKR_BUFFER_TOO_SMALL, () -> application.digestEncryptUpdate(session, data, OutputBuffer.of(31)));
        byte[] encrypted = output(room -> application.digestEncryptUpdate(session, data, room));
        output(room -> application.encryptFinal(session, room));

        assertThat(output(room -> application.digestFinal(session, room)))
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(data));
        application.digestInit(session, mechanism(Ckm.CKM_SHA256));
        application.decryptInit(session, mechanism(Ckm.CKM_AES_ECB), key);
        assertThat(output(room -> application.decryptDigestUpdate(session, encrypted, room)))
                .isEqualTo(data);
        output(room -> application.decryptFinal(session, room));
        assertThat(output(room -> application.digestFinal(session, room)))
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(data));
    }

    @Test
    void signatureAndCryptogram_areMadeAndCheckedTogether() {
        long key = fixture.aes();
        byte[] data = new byte[32];
        Mechanism cmac = mechanism(Ckm.CKM_AES_CMAC);
        application.signInit(session, cmac, key);
        application.encryptInit(session, mechanism(Ckm.CKM_AES_ECB), key);
        byte[] encrypted = output(room -> application.signEncryptUpdate(session, data, room));
        output(room -> application.encryptFinal(session, room));
        byte[] code = output(room -> application.signFinal(session, room));

        assertThat(code).isEqualTo(fixture.sign(cmac, key, data));
        application.verifyInit(session, cmac, key);
        application.decryptInit(session, mechanism(Ckm.CKM_AES_ECB), key);
        output(room -> application.decryptVerifyUpdate(session, encrypted, room));
        output(room -> application.decryptFinal(session, room));
        application.verifyFinal(session, code);
    }

    private static Mechanism general(long type, long length) {
        return new Mechanism(
                type,
                new MechanismParameter.Structured(Structure.CK_MAC_GENERAL_PARAMS, Map.of("ulMacLength", length)));
    }
}
