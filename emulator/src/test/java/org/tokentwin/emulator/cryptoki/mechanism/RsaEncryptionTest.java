package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tokentwin.cryptoki.Ckg.CKG_MGF1_SHA1;
import static org.tokentwin.cryptoki.Ckg.CKG_MGF1_SHA256;
import static org.tokentwin.cryptoki.Ckg.CKG_MGF1_SHA512;
import static org.tokentwin.cryptoki.Ckm.CKM_RSA_PKCS_OAEP;
import static org.tokentwin.cryptoki.Ckm.CKM_SHA256;
import static org.tokentwin.cryptoki.Ckm.CKM_SHA512;
import static org.tokentwin.cryptoki.Ckm.CKM_SHA_1;
import static org.tokentwin.cryptoki.Ckr.CKR_DATA_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_DATA_LEN_RANGE;
import static org.tokentwin.cryptoki.Ckr.CKR_ENCRYPTED_DATA_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE;
import static org.tokentwin.cryptoki.Ckr.CKR_KEY_SIZE_RANGE;
import static org.tokentwin.cryptoki.Ckr.CKR_MECHANISM_PARAM_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_OK;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.ckrOf;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.decrypt;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.encrypt;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.oaep;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** RSA encryption and decryption, held against the JDK's ciphers. */
final class RsaEncryptionTest {
    private static final Mechanism RSA_PKCS = Mechanism.of(Ckm.CKM_RSA_PKCS);
    private static final Mechanism RSA_X_509 = Mechanism.of(Ckm.CKM_RSA_X_509);
    private static final byte[] NO_LABEL = {};
    private static final Mechanism OAEP_SHA256 = oaep(CKM_SHA256, CKG_MGF1_SHA256, NO_LABEL);

    private final SoftwareRsaKey key = SoftwareRsaKey.of(2048);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 245})
    void pkcs1_goesBothWaysWithTheJdk(int length) throws GeneralSecurityException {
        byte[] data = Randomness.bytes(length);
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, key.jdkPublic());
        assertThat(decrypt(RSA_PKCS, key, cipher.doFinal(data))).isEqualTo(data);
        cipher.init(Cipher.DECRYPT_MODE, key.jdkPrivate());
        assertThat(cipher.doFinal(encrypt(RSA_PKCS, key.onHost(), data))).isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource({
        Ckm.CKM_SHA_1 + ", SHA-1, " + Ckg.CKG_MGF1_SHA1 + ", SHA-1",
        Ckm.CKM_SHA224 + ", SHA-224, " + Ckg.CKG_MGF1_SHA224 + ", SHA-224",
        Ckm.CKM_SHA256 + ", SHA-256, " + Ckg.CKG_MGF1_SHA256 + ", SHA-256",
        Ckm.CKM_SHA384 + ", SHA-384, " + Ckg.CKG_MGF1_SHA384 + ", SHA-384",
        Ckm.CKM_SHA512 + ", SHA-512, " + Ckg.CKG_MGF1_SHA512 + ", SHA-512",
        Ckm.CKM_SHA3_224 + ", SHA3-224, " + Ckg.CKG_MGF1_SHA3_224 + ", SHA3-224",
        Ckm.CKM_SHA3_256 + ", SHA3-256, " + Ckg.CKG_MGF1_SHA3_256 + ", SHA3-256",
        Ckm.CKM_SHA3_384 + ", SHA3-384, " + Ckg.CKG_MGF1_SHA3_384 + ", SHA3-384",
        Ckm.CKM_SHA3_512 + ", SHA3-512, " + Ckg.CKG_MGF1_SHA3_512 + ", SHA3-512",
        Ckm.CKM_SHA256 + ", SHA-256, " + Ckg.CKG_MGF1_SHA1 + ", SHA-1",
    })
    void oaep_goesBothWaysWithTheJdk(long hashAlg, String hashName, long mgf, String mgfName)
            throws GeneralSecurityException {
        int most = 256 - 2 - 2 * Hash.ofMechanism(hashAlg).orElseThrow().length();
        byte[] label = "label".getBytes(StandardCharsets.US_ASCII);
        OAEPParameterSpec spec =
                new OAEPParameterSpec(hashName, "MGF1", new MGF1ParameterSpec(mgfName), new PSource.PSpecified(label));
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        for (int length : new int[] {0, 1, most}) {
            byte[] data = Randomness.bytes(length);
            cipher.init(Cipher.ENCRYPT_MODE, key.jdkPublic(), spec);
            assertThat(decrypt(oaep(hashAlg, mgf, label), key, cipher.doFinal(data)))
                    .isEqualTo(data);
            cipher.init(Cipher.DECRYPT_MODE, key.jdkPrivate(), spec);
            assertThat(cipher.doFinal(encrypt(oaep(hashAlg, mgf, label), key.onHost(), data)))
                    .isEqualTo(data);
        }
        assertThat(ckrOf(() -> encrypt(oaep(hashAlg, mgf, label), key.onHost(), new byte[most + 1])))
                .isEqualTo(CKR_DATA_LEN_RANGE);
    }

    @Test
    void x509_goesBothWaysWithTheJdk() throws GeneralSecurityException {
        byte[] block = Randomness.bytes(256);
        block[0] = 0;
        block[1] = 0;
        Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key.jdkPublic());
        byte[] encrypted = cipher.doFinal(block);
        assertThat(encrypt(RSA_X_509, key.onHost(), block)).isEqualTo(encrypted);
        assertThat(encrypt(RSA_X_509, key.onHost(), Arrays.copyOfRange(block, 2, 256)))
                .isEqualTo(encrypted);
        assertThat(decrypt(RSA_X_509, key, encrypted)).isEqualTo(block);
    }

    @Test
    void dataThatDoesNotFit_isRefused() {
        assertThat(ckrOf(() -> encrypt(RSA_PKCS, key.onHost(), new byte[246]))).isEqualTo(CKR_DATA_LEN_RANGE);
        assertThat(ckrOf(() -> encrypt(RSA_X_509, key.onHost(), new byte[257]))).isEqualTo(CKR_DATA_LEN_RANGE);
        assertThat(ckrOf(() -> encrypt(RSA_X_509, key.onHost(), key.modulus()))).isEqualTo(CKR_DATA_INVALID);
    }

    @Test
    void encryptedDataOfAnotherLength_isEncryptedDataLenRange() {
        for (Mechanism mechanism : List.of(RSA_PKCS, OAEP_SHA256, RSA_X_509)) {
            for (int length : new int[] {0, 1, 255, 257}) {
                assertThat(ckrOf(() -> decrypt(mechanism, key, new byte[length])))
                        .isEqualTo(CKR_ENCRYPTED_DATA_LEN_RANGE);
            }
        }
    }

    @Test
    void encryptedDataNotBelowTheModulus_isEncryptedDataInvalid() {
        for (Mechanism mechanism : List.of(RSA_PKCS, OAEP_SHA256, RSA_X_509)) {
            assertThat(ckrOf(() -> decrypt(mechanism, key, key.modulus()))).isEqualTo(CKR_ENCRYPTED_DATA_INVALID);
        }
    }

    static Stream<byte[]> blocksThatAreNoPkcs1() {
        return Stream.of("010211ff", "0202", "0001ffff", "00000002", "0003", "000211ff00", "0002112233445566770011")
                .map(start -> {
                    byte[] head = HexFormat.of().parseHex(start);
                    byte[] block = new byte[256];
                    Arrays.fill(block, (byte) 0x55);
                    block[200] = start.equals("0002112233445566770011") ? (byte) 0x55 : 0;
                    System.arraycopy(head, 0, block, 0, head.length);
                    return block;
                });
    }

    @ParameterizedTest
    @MethodSource("blocksThatAreNoPkcs1")
    void wrongPkcs1Block_isEncryptedDataInvalidForNoToldReason(byte[] block) {
        assertSameRefusal(RSA_PKCS, block);
    }

    @Test
    void pkcs1BlockWithoutZeroAfterThePadding_isEncryptedDataInvalid() {
        byte[] block = new byte[256];
        Arrays.fill(block, (byte) 0x55);
        block[0] = 0;
        block[1] = 2;
        assertSameRefusal(RSA_PKCS, block);
        block[255] = 0;
        assertThat(decrypt(RSA_PKCS, key, key.encryptRaw(block))).isEmpty();
    }

    /** Bouncy Castle can be told to be lenient for a whole virtual machine. The token is not. */
    @Test
    void lenientBouncyCastle_doesNotSoftenTheToken() {
        byte[] block = new byte[256];
        Arrays.fill(block, (byte) 0x55);
        block[0] = 2;
        block[1] = 2;
        block[200] = 0;
        Properties.setThreadOverride("org.bouncycastle.pkcs1.not_strict", true);
        try {
            assertSameRefusal(RSA_PKCS, block);
        } finally {
            Properties.removeThreadOverride("org.bouncycastle.pkcs1.not_strict");
        }
    }

    @Test
    void oaepBlockChangedAnywhere_isEncryptedDataInvalidForNoToldReason() {
        byte[] block = key.decrypt(encrypt(OAEP_SHA256, key.onHost(), new byte[16]));
        for (int index : new int[] {0, 1, 32, 33, 64, 65, 200, 238}) {
            byte[] changed = block.clone();
            changed[index] ^= 1;
            assertSameRefusal(OAEP_SHA256, changed);
        }
    }

    @Test
    void oaepWithOtherParameters_isEncryptedDataInvalid() {
        byte[] label = {1};
        byte[] encrypted = encrypt(oaep(CKM_SHA256, CKG_MGF1_SHA256, label), key.onHost(), new byte[16]);
        for (Mechanism other : List.of(
                OAEP_SHA256,
                oaep(CKM_SHA256, CKG_MGF1_SHA256, new byte[] {2}),
                oaep(CKM_SHA256, CKG_MGF1_SHA1, label),
                oaep(CKM_SHA_1, CKG_MGF1_SHA256, label))) {
            assertThat(ckrOf(() -> decrypt(other, key, encrypted))).isEqualTo(CKR_ENCRYPTED_DATA_INVALID);
        }
    }

    @Test
    void wrongOaepParameter_isParamInvalid() {
        assertParamInvalid(Mechanism.of(CKM_RSA_PKCS_OAEP));
        assertParamInvalid(new Mechanism(CKM_RSA_PKCS_OAEP, new MechanismParameter.Opaque(new byte[39])));
        assertParamInvalid(
                new Mechanism(CKM_RSA_PKCS_OAEP, new MechanismParameter.RsaPkcsPss(CKM_SHA256, CKG_MGF1_SHA256, 32)));
        assertParamInvalid(oaep(Ckm.CKM_SHA256_RSA_PKCS, CKG_MGF1_SHA256, NO_LABEL));
        assertParamInvalid(oaep(CKM_SHA256, 0, NO_LABEL));
        assertParamInvalid(oaepFrom(2, NO_LABEL));
        assertParamInvalid(oaepFrom(0, new byte[] {1}));
        assertThat(ckrOf(() -> Fixture.MECHANISMS.encrypt(oaepFrom(0, NO_LABEL), key.onHost())))
                .isEqualTo(CKR_OK);
    }

    @Test
    void keyTooSmallForTheHash_isKeySizeRange() {
        SoftwareRsaKey small = SoftwareRsaKey.of(1024);
        Mechanism mechanism = oaep(CKM_SHA512, CKG_MGF1_SHA512, NO_LABEL);
        assertThat(ckrOf(() -> Fixture.MECHANISMS.encrypt(mechanism, small.onHost())))
                .isEqualTo(CKR_KEY_SIZE_RANGE);
        assertThat(ckrOf(() -> Fixture.MECHANISMS.decrypt(mechanism, small))).isEqualTo(CKR_KEY_SIZE_RANGE);
    }

    @Test
    void parameterWhereNoneBelongs_isParamInvalid() {
        assertParamInvalid(new Mechanism(Ckm.CKM_RSA_PKCS, new MechanismParameter.Opaque(new byte[1])));
        assertParamInvalid(new Mechanism(Ckm.CKM_RSA_X_509, OAEP_SHA256.parameter()));
    }

    private static Mechanism oaepFrom(long source, byte[] label) {
        return new Mechanism(
                CKM_RSA_PKCS_OAEP, new MechanismParameter.RsaPkcsOaep(CKM_SHA256, CKG_MGF1_SHA256, source, label));
    }

    private void assertParamInvalid(Mechanism mechanism) {
        assertThat(ckrOf(() -> Fixture.MECHANISMS.encrypt(mechanism, key.onHost())))
                .isEqualTo(CKR_MECHANISM_PARAM_INVALID);
        assertThat(ckrOf(() -> Fixture.MECHANISMS.decrypt(mechanism, key))).isEqualTo(CKR_MECHANISM_PARAM_INVALID);
    }

    private void assertSameRefusal(Mechanism mechanism, byte[] block) {
        CryptokiException refusal =
                catchThrowableOfType(CryptokiException.class, () -> decrypt(mechanism, key, key.encryptRaw(block)));
        assertThat(refusal.ckr()).isEqualTo(CKR_ENCRYPTED_DATA_INVALID);
        assertThat(refusal)
                .hasNoCause()
                .hasMessage("CKR_ENCRYPTED_DATA_INVALID: the block is not encoded as the mechanism says");
    }
}
