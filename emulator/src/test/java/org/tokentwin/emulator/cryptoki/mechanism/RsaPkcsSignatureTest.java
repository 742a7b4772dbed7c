package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.cryptoki.Ckr.CKR_DATA_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_DATA_LEN_RANGE;
import static org.tokentwin.cryptoki.Ckr.CKR_OK;
import static org.tokentwin.cryptoki.Ckr.CKR_SIGNATURE_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_SIGNATURE_LEN_RANGE;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.ckrOf;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.output;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.sign;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.verify;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Mechanism;

/** {@code CKM_RSA_PKCS}, {@code CKM_SHA*_RSA_PKCS} and {@code CKM_RSA_X_509}, held against the JDK's signatures. */
final class RsaPkcsSignatureTest {
    private static final Mechanism RSA_PKCS = Mechanism.of(Ckm.CKM_RSA_PKCS);
    private static final Mechanism RSA_X_509 = Mechanism.of(Ckm.CKM_RSA_X_509);
    private static final Mechanism SHA256_RSA_PKCS = Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS);

    private final SoftwareRsaKey key = SoftwareRsaKey.of(2048);
    private final byte[] data = Randomness.bytes(1000);

    @ParameterizedTest
    @CsvSource({
        Ckm.CKM_SHA1_RSA_PKCS + ", SHA1withRSA",
        Ckm.CKM_SHA224_RSA_PKCS + ", SHA224withRSA",
        Ckm.CKM_SHA256_RSA_PKCS + ", SHA256withRSA",
        Ckm.CKM_SHA384_RSA_PKCS + ", SHA384withRSA",
        Ckm.CKM_SHA512_RSA_PKCS + ", SHA512withRSA",
        Ckm.CKM_SHA3_224_RSA_PKCS + ", SHA3-224withRSA",
        Ckm.CKM_SHA3_256_RSA_PKCS + ", SHA3-256withRSA",
        Ckm.CKM_SHA3_384_RSA_PKCS + ", SHA3-384withRSA",
        Ckm.CKM_SHA3_512_RSA_PKCS + ", SHA3-512withRSA",
    })
    void hashedSignature_isTheJdksOwn(long type, String jdkName) throws GeneralSecurityException {
        for (SoftwareRsaKey each : new SoftwareRsaKey[] {SoftwareRsaKey.of(1024), SoftwareRsaKey.of(1025), key}) {
            byte[] expected = jdkSignature(jdkName, each);
            assertThat(sign(Mechanism.of(type), each, data)).isEqualTo(expected);
            verify(Mechanism.of(type), each.onHost(), data, expected);
        }
    }

    @Test
    void partsAndSinglePart_giveTheSameSignature() {
        SignOperation parts = Fixture.MECHANISMS.sign(SHA256_RSA_PKCS, key);
        parts.update(Arrays.copyOf(data, 1));
        parts.update(Arrays.copyOfRange(data, 1, data.length));
        byte[] signature = output(parts::finish);
        assertThat(signature).isEqualTo(sign(SHA256_RSA_PKCS, key, data));

        VerifyOperation verification = Fixture.MECHANISMS.verify(SHA256_RSA_PKCS, key.onHost());
        verification.update(Arrays.copyOf(data, 999));
        verification.update(Arrays.copyOfRange(data, 999, data.length));
        verification.finish(signature);
        assertThat(verification.isActive()).isFalse();
    }

    @Test
    void digestInfoSignedAsItIs_isAHashedSignature() throws GeneralSecurityException {
        byte[] hashValue = MessageDigest.getInstance("SHA-256").digest(data);
        byte[] digestInfo = HexFormat.of()
                .parseHex("3031300d060960864801650304020105000420"
                        + HexFormat.of().formatHex(hashValue));
        assertThat(sign(RSA_PKCS, key, digestInfo)).isEqualTo(jdkSignature("SHA256withRSA", key));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 117, 245})
    void rawData_isSignedUpToElevenBytesLessThanTheModulus(int length) {
        byte[] toSign = Randomness.bytes(length);
        verify(RSA_PKCS, key.onHost(), toSign, sign(RSA_PKCS, key, toSign));
    }

    @Test
    void rawDataTooLong_isDataLenRange() {
        assertThat(ckrOf(() -> sign(RSA_PKCS, key, new byte[246]))).isEqualTo(CKR_DATA_LEN_RANGE);
        assertThat(ckrOf(() -> verify(RSA_PKCS, key.onHost(), new byte[246], new byte[256])))
                .isEqualTo(CKR_DATA_LEN_RANGE);
    }

    @Test
    void signatureOfAnotherLength_isSignatureLenRange() {
        byte[] signature = sign(SHA256_RSA_PKCS, key, data);
        for (byte[] wrong : new byte[][] {{}, Arrays.copyOf(signature, 255), Arrays.copyOf(signature, 257)}) {
            assertThat(ckrOf(() -> verify(SHA256_RSA_PKCS, key.onHost(), data, wrong)))
                    .isEqualTo(CKR_SIGNATURE_LEN_RANGE);
        }
    }

    @Test
    void wrongSignature_isSignatureInvalid() {
        byte[] signature = sign(SHA256_RSA_PKCS, key, data);
        assertThat(ckrOf(() -> verify(SHA256_RSA_PKCS, key.onHost(), Randomness.bytes(10), signature)))
                .isEqualTo(CKR_SIGNATURE_INVALID);
        assertThat(ckrOf(() -> verify(Mechanism.of(Ckm.CKM_SHA384_RSA_PKCS), key.onHost(), data, signature)))
                .isEqualTo(CKR_SIGNATURE_INVALID);
        signature[255] ^= 1;
        assertThat(ckrOf(() -> verify(SHA256_RSA_PKCS, key.onHost(), data, signature)))
                .isEqualTo(CKR_SIGNATURE_INVALID);
    }

    @Test
    void signatureNotBelowTheModulus_isSignatureInvalid() {
        byte[] signature = sign(RSA_X_509, key, new byte[] {1});
        assertThat(signature).endsWith(1);
        byte[] same = BigIntegers.asUnsignedByteArray(256, key.n().add(BigInteger.ONE));
        assertThat(ckrOf(() -> verify(RSA_X_509, key.onHost(), new byte[] {1}, same)))
                .isEqualTo(CKR_SIGNATURE_INVALID);
    }

    /** A short padding with rubbish behind the hash value is what Bleichenbacher forged signatures with for e = 3. */
    @Test
    void signatureWithRubbishAfterAShortPadding_isSignatureInvalid() throws GeneralSecurityException {
        byte[] digestInfo =
                Hash.SHA_256.digestInfo(MessageDigest.getInstance("SHA-256").digest(data));
        byte[] block = new byte[256];
        block[1] = 1;
        Arrays.fill(block, 2, 10, (byte) 0xFF);
        System.arraycopy(digestInfo, 0, block, 11, digestInfo.length);
        assertThat(ckrOf(() -> verify(SHA256_RSA_PKCS, key.onHost(), data, key.sign(block))))
                .isEqualTo(CKR_SIGNATURE_INVALID);
    }

    /** The form of the {@code AlgorithmIdentifier} without NULL is not the one that RFC 8017 makes. */
    @Test
    void digestInfoWithoutNull_isSignatureInvalid() throws GeneralSecurityException {
        byte[] hashValue = MessageDigest.getInstance("SHA-256").digest(data);
        byte[] digestInfo = HexFormat.of()
                .parseHex("302f300b0609608648016503040201" + "0420"
                        + HexFormat.of().formatHex(hashValue));
        byte[] signature = sign(RSA_PKCS, key, digestInfo);
        assertThat(ckrOf(() -> verify(SHA256_RSA_PKCS, key.onHost(), data, signature)))
                .isEqualTo(CKR_SIGNATURE_INVALID);
    }

    @Test
    void x509_signsTheNumber() {
        byte[] block = Randomness.bytes(256);
        block[0] = 0;
        byte[] signature = sign(RSA_X_509, key, block);
        assertThat(key.encryptRaw(signature)).isEqualTo(block);
        verify(RSA_X_509, key.onHost(), block, signature);
        verify(RSA_X_509, key.onHost(), Arrays.copyOfRange(block, 1, 256), signature);
    }

    @Test
    void x509WithoutData_signsZero() {
        assertThat(sign(RSA_X_509, key, new byte[0])).isEqualTo(new byte[256]);
    }

    @Test
    void x509NotBelowTheModulus_isRefused() {
        byte[] least = key.modulus();
        assertThat(ckrOf(() -> sign(RSA_X_509, key, least))).isEqualTo(CKR_DATA_INVALID);
        assertThat(ckrOf(() -> sign(RSA_X_509, key, new byte[257]))).isEqualTo(CKR_DATA_LEN_RANGE);
        byte[] greatest = BigIntegers.asUnsignedByteArray(key.n().subtract(BigInteger.ONE));
        assertThat(ckrOf(() -> sign(RSA_X_509, key, greatest))).isEqualTo(CKR_OK);
    }

    private byte[] jdkSignature(String name, SoftwareRsaKey signingKey) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(name);
        signature.initSign(signingKey.jdkPrivate());
        signature.update(data);
        return signature.sign();
    }
}
