package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.cryptoki.Ckg.CKG_MGF1_SHA1;
import static org.tokentwin.cryptoki.Ckg.CKG_MGF1_SHA256;
import static org.tokentwin.cryptoki.Ckg.CKG_MGF1_SHA512;
import static org.tokentwin.cryptoki.Ckm.CKM_RSA_PKCS_PSS;
import static org.tokentwin.cryptoki.Ckm.CKM_SHA256;
import static org.tokentwin.cryptoki.Ckm.CKM_SHA256_RSA_PKCS_PSS;
import static org.tokentwin.cryptoki.Ckm.CKM_SHA512;
import static org.tokentwin.cryptoki.Ckr.CKR_DATA_LEN_RANGE;
import static org.tokentwin.cryptoki.Ckr.CKR_MECHANISM_PARAM_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_SIGNATURE_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_SIGNATURE_LEN_RANGE;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.ckrOf;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.pss;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.sign;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.verify;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** PSS, held against the JDK's. */
final class RsaPssSignatureTest {
    private static final Mechanism COMMON = pss(CKM_SHA256_RSA_PKCS_PSS, CKM_SHA256, CKG_MGF1_SHA256, 32);

    private final SoftwareRsaKey key = SoftwareRsaKey.of(2048);
    private final byte[] data = Randomness.bytes(1000);

    @ParameterizedTest
    @CsvSource({
        Ckm.CKM_SHA1_RSA_PKCS_PSS + "," + Ckm.CKM_SHA_1 + ", SHA-1, " + Ckg.CKG_MGF1_SHA1 + ", SHA-1, 20",
        Ckm.CKM_SHA224_RSA_PKCS_PSS + "," + Ckm.CKM_SHA224 + ", SHA-224, " + Ckg.CKG_MGF1_SHA224 + ", SHA-224, 28",
        Ckm.CKM_SHA256_RSA_PKCS_PSS + "," + Ckm.CKM_SHA256 + ", SHA-256, " + Ckg.CKG_MGF1_SHA256 + ", SHA-256, 32",
        Ckm.CKM_SHA384_RSA_PKCS_PSS + "," + Ckm.CKM_SHA384 + ", SHA-384, " + Ckg.CKG_MGF1_SHA384 + ", SHA-384, 48",
        Ckm.CKM_SHA512_RSA_PKCS_PSS + "," + Ckm.CKM_SHA512 + ", SHA-512, " + Ckg.CKG_MGF1_SHA512 + ", SHA-512, 62",
        Ckm.CKM_SHA3_224_RSA_PKCS_PSS + "," + Ckm.CKM_SHA3_224 + ", SHA3-224, " + Ckg.CKG_MGF1_SHA3_224
                + ", SHA3-224, 28",
        Ckm.CKM_SHA3_256_RSA_PKCS_PSS + "," + Ckm.CKM_SHA3_256 + ", SHA3-256, " + Ckg.CKG_MGF1_SHA3_256
                + ", SHA3-256, 32",
        Ckm.CKM_SHA3_384_RSA_PKCS_PSS + "," + Ckm.CKM_SHA3_384 + ", SHA3-384, " + Ckg.CKG_MGF1_SHA3_384
                + ", SHA3-384, 48",
        Ckm.CKM_SHA3_512_RSA_PKCS_PSS + "," + Ckm.CKM_SHA3_512 + ", SHA3-512, " + Ckg.CKG_MGF1_SHA3_512
                + ", SHA3-512, 62",
        Ckm.CKM_SHA256_RSA_PKCS_PSS + "," + Ckm.CKM_SHA256 + ", SHA-256, " + Ckg.CKG_MGF1_SHA1 + ", SHA-1, 0",
        Ckm.CKM_SHA256_RSA_PKCS_PSS + "," + Ckm.CKM_SHA256 + ", SHA-256, " + Ckg.CKG_MGF1_SHA512 + ", SHA-512, 94",
    })
    void signatures_areTheJdksToo(long type, long hashAlg, String hashName, long mgf, String mgfName, int saltLength)
            throws GeneralSecurityException {
        Mechanism mechanism = pss(type, hashAlg, mgf, saltLength);
        for (int bits : new int[] {1024, 1025, 2048}) {
            SoftwareRsaKey each = SoftwareRsaKey.of(bits);
            Signature jdk = jdk(hashName, mgfName, saltLength);
            jdk.initVerify(each.jdkPublic());
            jdk.update(data);
            assertThat(jdk.verify(sign(mechanism, each, data)))
                    .as("%d bits", bits)
                    .isTrue();

            jdk.initSign(each.jdkPrivate());
            jdk.update(data);
            verify(mechanism, each.onHost(), data, jdk.sign());
        }
    }

    @Test
    void hashValueSignedWithoutHashing_isTheSameScheme() throws GeneralSecurityException {
        Mechanism unhashed = pss(CKM_RSA_PKCS_PSS, CKM_SHA256, CKG_MGF1_SHA256, 32);
        byte[] hashValue = MessageDigest.getInstance("SHA-256").digest(data);
        verify(COMMON, key.onHost(), data, sign(unhashed, key, hashValue));
        verify(unhashed, key.onHost(), hashValue, sign(COMMON, key, data));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 31, 33})
    void hashValueOfAnotherLength_isDataLenRange(int length) {
        Mechanism unhashed = pss(CKM_RSA_PKCS_PSS, CKM_SHA256, CKG_MGF1_SHA256, 32);
        assertThat(ckrOf(() -> sign(unhashed, key, new byte[length]))).isEqualTo(CKR_DATA_LEN_RANGE);
        assertThat(ckrOf(() -> verify(unhashed, key.onHost(), new byte[length], new byte[256])))
                .isEqualTo(CKR_DATA_LEN_RANGE);
    }

    @Test
    void saltedSignatures_differ() {
        assertThat(sign(COMMON, key, data)).isNotEqualTo(sign(COMMON, key, data));
        Mechanism unsalted = pss(CKM_SHA256_RSA_PKCS_PSS, CKM_SHA256, CKG_MGF1_SHA256, 0);
        assertThat(sign(unsalted, key, data)).isEqualTo(sign(unsalted, key, data));
    }

    @Test
    void saltUpToTheBlock_isTakenAndNoMore() {
        assertSaltLimit(SoftwareRsaKey.of(1024), 128 - 2 - 64);
        assertSaltLimit(SoftwareRsaKey.of(1025), 128 - 2 - 64);
        assertSaltLimit(SoftwareRsaKey.of(2048), 256 - 2 - 64);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 32, (1L << 32) + 32})
    void saltLengthBeyondAnyBlock_isParamInvalid(long saltLength) {
        Mechanism mechanism = pss(CKM_SHA256_RSA_PKCS_PSS, CKM_SHA256, CKG_MGF1_SHA256, saltLength);
        assertThat(ckrOf(() -> Fixture.MECHANISMS.sign(mechanism, key))).isEqualTo(CKR_MECHANISM_PARAM_INVALID);
    }

    @Test
    void wrongParameter_isParamInvalid() {
        assertParamInvalid(Mechanism.of(CKM_SHA256_RSA_PKCS_PSS));
        assertParamInvalid(Mechanism.of(CKM_RSA_PKCS_PSS));
        assertParamInvalid(new Mechanism(CKM_RSA_PKCS_PSS, new MechanismParameter.Opaque(new byte[23])));
        assertParamInvalid(new Mechanism(
                CKM_RSA_PKCS_PSS, new MechanismParameter.RsaPkcsOaep(CKM_SHA256, CKG_MGF1_SHA256, 1, new byte[0])));
        assertParamInvalid(pss(CKM_SHA256_RSA_PKCS_PSS, CKM_SHA512, CKG_MGF1_SHA256, 32));
        assertParamInvalid(pss(CKM_RSA_PKCS_PSS, CKM_SHA256_RSA_PKCS_PSS, CKG_MGF1_SHA256, 32));
        assertParamInvalid(pss(CKM_RSA_PKCS_PSS, CKM_SHA256, 0, 32));
        assertParamInvalid(pss(CKM_RSA_PKCS_PSS, CKM_SHA256, 10, 32));
    }

    @Test
    void signatureWithOtherParameters_isSignatureInvalid() {
        byte[] signature = sign(COMMON, key, data);
        for (Mechanism other : new Mechanism[] {
            pss(CKM_SHA256_RSA_PKCS_PSS, CKM_SHA256, CKG_MGF1_SHA1, 32),
            pss(CKM_SHA256_RSA_PKCS_PSS, CKM_SHA256, CKG_MGF1_SHA256, 31),
            pss(CKM_SHA256_RSA_PKCS_PSS, CKM_SHA256, CKG_MGF1_SHA256, 0),
            pss(Ckm.CKM_SHA512_RSA_PKCS_PSS, CKM_SHA512, CKG_MGF1_SHA256, 32)
        }) {
            assertThat(ckrOf(() -> verify(other, key.onHost(), data, signature)))
                    .isEqualTo(CKR_SIGNATURE_INVALID);
        }
    }

    @Test
    void wrongSignature_isRefused() {
        byte[] signature = sign(COMMON, key, data);
        assertThat(ckrOf(() -> verify(COMMON, key.onHost(), new byte[1], signature)))
                .isEqualTo(CKR_SIGNATURE_INVALID);
        assertThat(ckrOf(() -> verify(COMMON, key.onHost(), data, key.modulus())))
                .isEqualTo(CKR_SIGNATURE_INVALID);
        assertThat(ckrOf(() -> verify(COMMON, key.onHost(), data, new byte[256])))
                .isEqualTo(CKR_SIGNATURE_INVALID);
        assertThat(ckrOf(() -> verify(COMMON, key.onHost(), data, new byte[255])))
                .isEqualTo(CKR_SIGNATURE_LEN_RANGE);
    }

    /** A modulus of 1025 bits leaves a byte in front of the encoded message, which must be zero. */
    @Test
    void signatureWithAByteBeforeTheEncodedMessage_isSignatureInvalid() {
        SoftwareRsaKey odd = SoftwareRsaKey.of(1025);
        byte[] block;
        do { // another salt, until the block is below the modulus
            block = odd.encryptRaw(sign(COMMON, odd, data));
            assertThat(block).hasSize(129).startsWith(0);
            block[0] = 1;
        } while (BigIntegers.fromUnsignedByteArray(block).compareTo(odd.n()) >= 0);
        byte[] forged = odd.sign(block);
        assertThat(ckrOf(() -> verify(COMMON, odd.onHost(), data, forged))).isEqualTo(CKR_SIGNATURE_INVALID);
    }

    private static void assertSaltLimit(SoftwareRsaKey key, int most) {
        Mechanism fits = pss(CKM_RSA_PKCS_PSS, CKM_SHA512, CKG_MGF1_SHA512, most);
        verify(fits, key.onHost(), new byte[64], sign(fits, key, new byte[64]));
        Mechanism tooLong = pss(CKM_RSA_PKCS_PSS, CKM_SHA512, CKG_MGF1_SHA1, most + 1L);
        assertThat(ckrOf(() -> Fixture.MECHANISMS.sign(tooLong, key))).isEqualTo(CKR_MECHANISM_PARAM_INVALID);
    }

    private void assertParamInvalid(Mechanism mechanism) {
        assertThat(ckrOf(() -> Fixture.MECHANISMS.sign(mechanism, key))).isEqualTo(CKR_MECHANISM_PARAM_INVALID);
        assertThat(ckrOf(() -> Fixture.MECHANISMS.verify(mechanism, key.onHost())))
                .isEqualTo(CKR_MECHANISM_PARAM_INVALID);
    }

    private static Signature jdk(String hash, String mgf, int saltLength) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(mgf), saltLength, 1));
        return signature;
    }
}
