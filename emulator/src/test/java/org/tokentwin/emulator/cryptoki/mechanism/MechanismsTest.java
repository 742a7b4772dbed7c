package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.tokentwin.cryptoki.Ckr.CKR_KEY_SIZE_RANGE;
import static org.tokentwin.cryptoki.Ckr.CKR_KEY_TYPE_INCONSISTENT;
import static org.tokentwin.cryptoki.Ckr.CKR_MECHANISM_INVALID;
import static org.tokentwin.cryptoki.Ckr.CKR_MECHANISM_PARAM_INVALID;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.MECHANISMS;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.ckrOf;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.profile.Curve;
import org.tokentwin.emulator.profile.KeyProfile;
import org.tokentwin.emulator.profile.MechanismFlag;
import org.tokentwin.emulator.profile.MechanismLimits;
import org.tokentwin.emulator.profile.TokenProfile;

final class MechanismsTest {
    private static final long EC_FLAGS = Ckf.CKF_EC_F_P | Ckf.CKF_EC_NAMEDCURVE | Ckf.CKF_EC_UNCOMPRESS;
    private static final Mechanism SHA256 = Mechanism.of(Ckm.CKM_SHA256);
    private static final Mechanism RSA_PKCS = Mechanism.of(Ckm.CKM_RSA_PKCS);
    private static final Mechanism ECDSA = Mechanism.of(Ckm.CKM_ECDSA);

    private final SoftwareRsaKey rsa = SoftwareRsaKey.of(2048);
    private final SoftwareEcKey ec = new SoftwareEcKey(NamedCurve.P_384);

    @Test
    void types_areTheProfilesInItsOrder() {
        assertThat(of(2048, 2048, Set.of(), "CKM_SHA256", "CKM_RSA_PKCS", "CKM_SHA_1")
                        .types())
                .containsExactly(Ckm.CKM_SHA256, Ckm.CKM_RSA_PKCS, Ckm.CKM_SHA_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hongkongpost-ecert", "safenet-etoken-5110"})
    void bundledProfile_offersOnlyWhatThereIs(String name) {
        KeyProfile keys = TokenProfile.named(name).keys();
        assertThat(new Mechanisms(keys, Randomness.SYSTEM).types())
                .hasSameSizeAs(keys.mechanisms().toArray());
    }

    /** As a listing of a 5110 begins. */
    @Test
    void etokensList_beginsWithSecretKeys() {
        assertThat(new Mechanisms(TokenProfile.named("safenet-etoken-5110").keys(), Randomness.SYSTEM).types())
                .startsWith(
                        Ckm.CKM_DES_MAC,
                        Ckm.CKM_DES_MAC_GENERAL,
                        Ckm.CKM_DES3_MAC,
                        Ckm.CKM_DES3_MAC_GENERAL,
                        Ckm.CKM_AES_MAC,
                        Ckm.CKM_AES_MAC_GENERAL,
                        Ckm.CKM_RC4,
                        Ckm.CKM_DES_ECB,
                        Ckm.CKM_DES_CBC,
                        Ckm.CKM_DES_CBC_PAD,
                        Ckm.CKM_DES3_ECB,
                        Ckm.CKM_DES3_CBC);
    }

    @Test
    void unknownMechanismInAProfile_isRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(2048, 2048, Set.of(), "CKM_CAST5_CBC"))
                .withMessageContaining("CKM_CAST5_CBC");
    }

    @Test
    void info_hasTheProfilesSizesAndTheMechanismsFlags() {
        Mechanisms some =
                of(2048, 3072, EnumSet.of(Curve.P_256, Curve.P_384), Fixture.EVERY_NAME.toArray(new String[0]));
        assertThat(some.info(Ckm.CKM_SHA256_RSA_PKCS))
                .isEqualTo(new MechanismInfo(2048, 3072, Ckf.CKF_HW | Ckf.CKF_SIGN | Ckf.CKF_VERIFY));
        assertThat(some.info(Ckm.CKM_RSA_PKCS_OAEP))
                .isEqualTo(new MechanismInfo(
                        2048, 3072, Ckf.CKF_HW | Ckf.CKF_ENCRYPT | Ckf.CKF_DECRYPT | Ckf.CKF_WRAP | Ckf.CKF_UNWRAP));
        assertThat(some.info(Ckm.CKM_AES_KEY_GEN)).isEqualTo(new MechanismInfo(16, 32, Ckf.CKF_GENERATE));
        assertThat(some.info(Ckm.CKM_ECDSA))
                .isEqualTo(new MechanismInfo(
                        256,
                        384,
                        Ckf.CKF_HW
                                | Ckf.CKF_SIGN
                                | Ckf.CKF_VERIFY
                                | Ckf.CKF_MESSAGE_SIGN
                                | Ckf.CKF_MESSAGE_VERIFY
                                | EC_FLAGS));
        assertThat(some.info(Ckm.CKM_EC_KEY_PAIR_GEN))
                .isEqualTo(new MechanismInfo(256, 384, Ckf.CKF_HW | Ckf.CKF_GENERATE_KEY_PAIR | EC_FLAGS));
        assertThat(some.info(Ckm.CKM_SHA256)).isEqualTo(new MechanismInfo(0, 0, Ckf.CKF_DIGEST));
    }

    @Test
    void tokenWithoutSecretKeys_wrapsNone() {
        assertThat(of(2048, 2048, Set.of(), "CKM_RSA_PKCS")
                                .info(Ckm.CKM_RSA_PKCS)
                                .flags()
                        & (Ckf.CKF_WRAP | Ckf.CKF_UNWRAP))
                .isZero();
    }

    @Test
    void everyFlag_isOfAFunctionThatTakesTheMechanism() {
        for (long type : MECHANISMS.types()) {
            long flags = MECHANISMS.info(type).flags();
            Mechanism mechanism = Mechanism.of(type);
            assertInvalidUnless(flags, Ckf.CKF_DIGEST, () -> MECHANISMS.digest(mechanism));
            assertInvalidUnless(flags, Ckf.CKF_SIGN, () -> MECHANISMS.sign(mechanism, rsa));
            assertInvalidUnless(flags, Ckf.CKF_VERIFY, () -> MECHANISMS.verify(mechanism, rsa.onHost()));
            assertInvalidUnless(flags, Ckf.CKF_ENCRYPT, () -> MECHANISMS.encrypt(mechanism, rsa.onHost()));
            assertInvalidUnless(flags, Ckf.CKF_DECRYPT, () -> MECHANISMS.decrypt(mechanism, rsa));
            assertInvalidUnless(flags, Ckf.CKF_SIGN_RECOVER, () -> MECHANISMS.signRecover(mechanism, rsa));
            assertInvalidUnless(flags, Ckf.CKF_VERIFY_RECOVER, () -> MECHANISMS.verifyRecover(mechanism, rsa.onHost()));
            assertInvalidUnless(flags, Ckf.CKF_GENERATE_KEY_PAIR, () -> MECHANISMS.generateKeyPair(mechanism));
        }
    }

    @Test
    void limitsOfAModel_areToldAndHold() {
        Mechanisms limited = new Mechanisms(
                new KeyProfile(
                        1024,
                        2048,
                        Set.of(),
                        List.of("CKM_RSA_PKCS"),
                        List.of(
                                new MechanismLimits(
                                        "CKM_RSA_PKCS",
                                        512,
                                        16384,
                                        Set.of(MechanismFlag.CKF_SIGN, MechanismFlag.CKF_DIGEST)),
                                new MechanismLimits("CKM_SHA256", 0, 0, Set.of()))),
                Randomness.SYSTEM);

        assertThat(limited.info(Ckm.CKM_RSA_PKCS)).isEqualTo(new MechanismInfo(512, 16384, Ckf.CKF_SIGN));
        limited.require(Mechanism.of(Ckm.CKM_RSA_PKCS), Ckf.CKF_SIGN);
        assertThat(ckrOf(() -> limited.require(Mechanism.of(Ckm.CKM_RSA_PKCS), Ckf.CKF_DECRYPT)))
                .isEqualTo(CKR_MECHANISM_INVALID);
        assertThat(limited.types()).containsExactly(Ckm.CKM_RSA_PKCS);
    }

    @Test
    void mechanismThatIsNotOffered_isMechanismInvalid() {
        Mechanisms few = of(2048, 2048, Set.of(), "CKM_SHA256");
        assertThat(ckrOf(() -> few.info(Ckm.CKM_RSA_PKCS))).isEqualTo(CKR_MECHANISM_INVALID);
        assertThat(ckrOf(() -> few.sign(RSA_PKCS, rsa))).isEqualTo(CKR_MECHANISM_INVALID);
        assertThat(ckrOf(() -> few.info(0x80000001L))).isEqualTo(CKR_MECHANISM_INVALID);
    }

    @Test
    void keyOfAnotherType_isKeyTypeInconsistent() {
        assertThat(ckrOf(() -> MECHANISMS.sign(RSA_PKCS, ec))).isEqualTo(CKR_KEY_TYPE_INCONSISTENT);
        assertThat(ckrOf(() -> MECHANISMS.sign(ECDSA, rsa))).isEqualTo(CKR_KEY_TYPE_INCONSISTENT);
        assertThat(ckrOf(() -> MECHANISMS.verify(RSA_PKCS, ec.onHost()))).isEqualTo(CKR_KEY_TYPE_INCONSISTENT);
        assertThat(ckrOf(() -> MECHANISMS.verify(ECDSA, rsa.onHost()))).isEqualTo(CKR_KEY_TYPE_INCONSISTENT);
        assertThat(ckrOf(() -> MECHANISMS.encrypt(RSA_PKCS, ec.onHost()))).isEqualTo(CKR_KEY_TYPE_INCONSISTENT);
        assertThat(ckrOf(() -> MECHANISMS.decrypt(RSA_PKCS, ec))).isEqualTo(CKR_KEY_TYPE_INCONSISTENT);
    }

    @Test
    void keyOutsideTheRange_isKeySizeRange() {
        String[] names = {"CKM_RSA_PKCS", "CKM_ECDSA"};
        Mechanisms large = of(2049, 4096, EnumSet.of(Curve.P_256, Curve.P_521), names);
        assertThat(ckrOf(() -> large.sign(RSA_PKCS, rsa))).isEqualTo(CKR_KEY_SIZE_RANGE);
        assertThat(ckrOf(() -> large.verify(RSA_PKCS, rsa.onHost()))).isEqualTo(CKR_KEY_SIZE_RANGE);
        assertThat(ckrOf(() -> large.sign(ECDSA, ec))).isEqualTo(CKR_KEY_SIZE_RANGE);
        assertThat(ckrOf(() -> large.verify(ECDSA, ec.onHost()))).isEqualTo(CKR_KEY_SIZE_RANGE);
        Mechanisms small = of(1024, 2047, EnumSet.of(Curve.P_256), names);
        assertThat(ckrOf(() -> small.decrypt(RSA_PKCS, rsa))).isEqualTo(CKR_KEY_SIZE_RANGE);
        of(2048, 2048, EnumSet.of(Curve.P_384), names).sign(RSA_PKCS, rsa);
    }

    @Test
    void parameterForADigestOrAKeyPair_isParamInvalid() {
        MechanismParameter parameter = new MechanismParameter.Opaque(new byte[1]);
        assertThat(ckrOf(() -> MECHANISMS.digest(new Mechanism(Ckm.CKM_SHA256, parameter))))
                .isEqualTo(CKR_MECHANISM_PARAM_INVALID);
        assertThat(ckrOf(() -> MECHANISMS.generateKeyPair(new Mechanism(Ckm.CKM_EC_KEY_PAIR_GEN, parameter))))
                .isEqualTo(CKR_MECHANISM_PARAM_INVALID);
        assertThat(ckrOf(() -> MECHANISMS.sign(new Mechanism(Ckm.CKM_RSA_PKCS, parameter), rsa)))
                .isEqualTo(CKR_MECHANISM_PARAM_INVALID);
        assertThat(ckrOf(() -> MECHANISMS.signRecover(new Mechanism(Ckm.CKM_RSA_PKCS, parameter), rsa)))
                .isEqualTo(CKR_MECHANISM_PARAM_INVALID);
    }

    /** A token whose library is older does not take what it does not list, though another token's parameter may name it. */
    @Test
    void hashThatTheTokenDoesNotOffer_isParamInvalid() {
        Mechanism pss = Fixture.pss(Ckm.CKM_RSA_PKCS_PSS, Ckm.CKM_SHA3_256, Ckg.CKG_MGF1_SHA3_256, 32);
        Mechanism mask = Fixture.pss(Ckm.CKM_RSA_PKCS_PSS, Ckm.CKM_SHA256, Ckg.CKG_MGF1_SHA3_256, 32);
        Mechanisms without = of(2048, 2048, Set.of(), "CKM_RSA_PKCS_PSS");
        assertThat(ckrOf(() -> without.sign(pss, rsa))).isEqualTo(CKR_MECHANISM_PARAM_INVALID);
        assertThat(ckrOf(() -> without.sign(mask, rsa))).isEqualTo(CKR_MECHANISM_PARAM_INVALID);
        of(2048, 2048, Set.of(), "CKM_RSA_PKCS_PSS", "CKM_SHA3_256").sign(pss, rsa);
        Mechanism sha256 = Fixture.pss(Ckm.CKM_RSA_PKCS_PSS, Ckm.CKM_SHA256, Ckg.CKG_MGF1_SHA256, 32);
        without.sign(sha256, rsa);
    }

    @Test
    void tokenWithoutSha3_holdsNoKeysForIt() {
        assertThat(of(2048, 2048, Set.of(), "CKM_SHA512_HMAC").secretKeyTypes())
                .contains(SecretKeyType.SHA512_HMAC)
                .doesNotContain(SecretKeyType.SHA3_512_HMAC, SecretKeyType.SHA512_256_HMAC);
    }

    @Test
    void keyPairGeneration_tellsTheSizes() {
        assertThat(MECHANISMS
                        .generateKeyPair(Mechanism.of(Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN))
                        .maxKeySize())
                .isEqualTo(4096);
        assertThat(ckrOf(() -> MECHANISMS.generateKeyPair(SHA256))).isEqualTo(CKR_MECHANISM_INVALID);
    }

    private static void assertInvalidUnless(long flags, long flag, ThrowingCallable call) {
        if ((flags & flag) == 0) {
            assertThat(ckrOf(call)).isEqualTo(CKR_MECHANISM_INVALID);
        } else {
            assertThat(ckrOf(call)).isNotEqualTo(CKR_MECHANISM_INVALID);
        }
    }

    private static Mechanisms of(int least, int most, Set<Curve> curves, String... names) {
        return new Mechanisms(new KeyProfile(least, most, curves, List.of(names), List.of()), Randomness.SYSTEM);
    }
}
