package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.cryptoki.Ckr.CKR_DATA_LEN_RANGE;
import static org.tokentwin.cryptoki.Ckr.CKR_MECHANISM_PARAM_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_OK;
import static org.tokentwin.cryptoki.Ckr.CKR_SIGNATURE_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_SIGNATURE_LEN_RANGE;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.ckrOf;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.sign;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.verify;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.Map;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** ECDSA, held against the JDK's. */
final class EcdsaTest {
    private static final Mechanism ECDSA = Mechanism.of(Ckm.CKM_ECDSA);
    private static final Map<Long, String> HASHED = Map.of(
            Ckm.CKM_ECDSA_SHA1, "SHA1withECDSAinP1363Format",
            Ckm.CKM_ECDSA_SHA224, "SHA224withECDSAinP1363Format",
            Ckm.CKM_ECDSA_SHA256, "SHA256withECDSAinP1363Format",
            Ckm.CKM_ECDSA_SHA384, "SHA384withECDSAinP1363Format",
            Ckm.CKM_ECDSA_SHA512, "SHA512withECDSAinP1363Format",
            Ckm.CKM_ECDSA_SHA3_224, "SHA3-224withECDSAinP1363Format",
            Ckm.CKM_ECDSA_SHA3_256, "SHA3-256withECDSAinP1363Format",
            Ckm.CKM_ECDSA_SHA3_384, "SHA3-384withECDSAinP1363Format",
            Ckm.CKM_ECDSA_SHA3_512, "SHA3-512withECDSAinP1363Format");

    private final byte[] data = Randomness.bytes(1000);

    @ParameterizedTest
    @EnumSource
    void hashedSignatures_areTheJdksToo(NamedCurve curve) throws GeneralSecurityException {
        SoftwareEcKey key = new SoftwareEcKey(curve);
        for (Map.Entry<Long, String> each : HASHED.entrySet()) {
            Mechanism mechanism = Mechanism.of(each.getKey());
            byte[] signature = sign(mechanism, key, data);
            assertThat(signature).hasSize(2 * curve.orderLength());
            assertThat(jdkVerifies(each.getValue(), key, data, signature))
                    .as(each.getValue())
                    .isTrue();
            verify(mechanism, key.onHost(), data, jdkSignature(each.getValue(), key, data));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hashValuesOfEveryLength_areCutAsTheJdkDoes(NamedCurve curve) throws GeneralSecurityException {
        SoftwareEcKey key = new SoftwareEcKey(curve);
        for (int length : new int[] {1, 20, 32, 48, 63, 64}) {
            byte[] hash = Randomness.bytes(length);
            assertThat(jdkVerifies("NONEwithECDSAinP1363Format", key, hash, sign(ECDSA, key, hash)))
                    .as("%d bytes", length)
                    .isTrue();
            verify(ECDSA, key.onHost(), hash, jdkSignature("NONEwithECDSAinP1363Format", key, hash));
        }
    }

    /** The order of P-521 has 521 bits: of 66 bytes and more, the leftmost 521 bits count, which is no whole number of bytes. */
    @ParameterizedTest
    @ValueSource(ints = {66, 67, 128})
    void hashValueLongerThanP521_isCutToItsBits(int length) throws GeneralSecurityException {
        SoftwareEcKey key = new SoftwareEcKey(NamedCurve.P_521);
        byte[] hash = Randomness.bytes(length);
        Arrays.fill(hash, 0, 2, (byte) 0);
        byte[] leftmost = BigIntegers.asUnsignedByteArray(64, new BigInteger(1, hash).shiftRight(8 * length - 521));

        byte[] signature = sign(ECDSA, key, hash);
        assertThat(jdkVerifies("NONEwithECDSAinP1363Format", key, leftmost, signature))
                .isTrue();
        verify(ECDSA, key.onHost(), hash, signature);
        verify(ECDSA, key.onHost(), hash, jdkSignature("NONEwithECDSAinP1363Format", key, leftmost));
    }

    @Test
    void leadingZerosOfAHashValue_count() {
        SoftwareEcKey key = new SoftwareEcKey(NamedCurve.P_256);
        byte[] hash = Randomness.bytes(32);
        byte[] zeroInFront = new byte[33];
        System.arraycopy(hash, 0, zeroInFront, 1, 32);
        byte[] signature = sign(ECDSA, key, hash);
        assertThat(ckrOf(() -> verify(ECDSA, key.onHost(), zeroInFront, signature)))
                .isEqualTo(CKR_SIGNATURE_INVALID);
    }

    @Test
    void emptyOrOverlongHashValue_isDataLenRange() {
        SoftwareEcKey key = new SoftwareEcKey(NamedCurve.P_256);
        for (int length : new int[] {0, 129}) {
            assertThat(ckrOf(() -> sign(ECDSA, key, new byte[length]))).isEqualTo(CKR_DATA_LEN_RANGE);
            assertThat(ckrOf(() -> verify(ECDSA, key.onHost(), new byte[length], new byte[64])))
                    .isEqualTo(CKR_DATA_LEN_RANGE);
        }
        assertThat(sign(ECDSA, key, new byte[128])).hasSize(64);
    }

    @ParameterizedTest
    @EnumSource
    void numbersOutOfRange_areSignatureInvalid(NamedCurve curve) {
        SoftwareEcKey key = new SoftwareEcKey(curve);
        byte[] hash = Randomness.bytes(32);
        byte[] signature = sign(ECDSA, key, hash);
        BigInteger r = half(signature, 0);
        BigInteger s = half(signature, 1);
        BigInteger n = key.order();
        for (byte[] wrong : new byte[][] {
            key.signature(BigInteger.ZERO, s),
            key.signature(r, BigInteger.ZERO),
            key.signature(BigInteger.ZERO, BigInteger.ZERO),
            key.signature(n, s),
            key.signature(r, n),
            key.signature(s, r),
            key.signature(r, s.xor(BigInteger.ONE)),
        }) {
            assertThat(ckrOf(() -> verify(ECDSA, key.onHost(), hash, wrong))).isEqualTo(CKR_SIGNATURE_INVALID);
        }
    }

    /** ECDSA signatures can be written with s or with n − s; the standard asks for neither. */
    @Test
    void highAndLowS_areBothAccepted() {
        SoftwareEcKey key = new SoftwareEcKey(NamedCurve.P_256);
        byte[] hash = Randomness.bytes(32);
        byte[] signature = sign(ECDSA, key, hash);
        byte[] other = key.signature(half(signature, 0), key.order().subtract(half(signature, 1)));
        assertThat(other).isNotEqualTo(signature);
        verify(ECDSA, key.onHost(), hash, other);
    }

    @Test
    void signatureOfAnotherLength_isSignatureLenRange() {
        SoftwareEcKey key = new SoftwareEcKey(NamedCurve.P_256);
        for (int length : new int[] {0, 1, 63, 65, 66, 128}) {
            assertThat(ckrOf(() -> verify(ECDSA, key.onHost(), new byte[32], new byte[length])))
                    .isEqualTo(CKR_SIGNATURE_LEN_RANGE);
        }
    }

    /** Both halves may lack the same number of leading zeros, mechanisms v2.40 section 2.3.1. */
    @Test
    void signatureWithoutLeadingZeros_isAccepted() {
        SoftwareEcKey key = new SoftwareEcKey(NamedCurve.P_521);
        byte[] hash = Randomness.bytes(32);
        byte[] signature = sign(ECDSA, key, hash);
        while (half(signature, 0).bitLength() > 520 || half(signature, 1).bitLength() > 520) {
            signature = sign(ECDSA, key, hash);
        }
        byte[] shorter = new byte[130];
        System.arraycopy(signature, 1, shorter, 0, 65);
        System.arraycopy(signature, 67, shorter, 65, 65);
        assertThat(ckrOf(() -> verify(ECDSA, key.onHost(), hash, shorter))).isEqualTo(CKR_OK);
    }

    @Test
    void signatureOfAnotherKeyOrDerEncoded_isRefused() throws GeneralSecurityException {
        SoftwareEcKey key = new SoftwareEcKey(NamedCurve.P_256);
        byte[] hash = Randomness.bytes(32);
        byte[] foreign = sign(ECDSA, new SoftwareEcKey(NamedCurve.P_256), hash);
        assertThat(ckrOf(() -> verify(ECDSA, key.onHost(), hash, foreign))).isEqualTo(CKR_SIGNATURE_INVALID);
        byte[] der = jdkSignature("NONEwithECDSA", key, hash);
        assertThat(ckrOf(() -> verify(ECDSA, key.onHost(), hash, der)))
                .isIn(CKR_SIGNATURE_LEN_RANGE, CKR_SIGNATURE_INVALID);
    }

    @Test
    void parameter_isParamInvalid() {
        SoftwareEcKey key = new SoftwareEcKey(NamedCurve.P_256);
        Mechanism mechanism = new Mechanism(Ckm.CKM_ECDSA_SHA256, new MechanismParameter.Opaque(new byte[8]));
        assertThat(ckrOf(() -> Fixture.MECHANISMS.sign(mechanism, key))).isEqualTo(CKR_MECHANISM_PARAM_INVALID);
        assertThat(ckrOf(() -> Fixture.MECHANISMS.verify(mechanism, key.onHost())))
                .isEqualTo(CKR_MECHANISM_PARAM_INVALID);
    }

    private static BigInteger half(byte[] signature, int which) {
        int length = signature.length / 2;
        return new BigInteger(1, Arrays.copyOfRange(signature, which * length, (which + 1) * length));
    }

    private static boolean jdkVerifies(String name, SoftwareEcKey key, byte[] data, byte[] signature)
            throws GeneralSecurityException {
        Signature jdk = Signature.getInstance(name);
        jdk.initVerify(key.jdkPublic());
        jdk.update(data);
        return jdk.verify(signature);
    }

    private static byte[] jdkSignature(String name, SoftwareEcKey key, byte[] data) throws GeneralSecurityException {
        Signature jdk = Signature.getInstance(name);
        jdk.initSign(key.jdkPrivate());
        jdk.update(data);
        return jdk.sign();
    }
}
