package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.EXTRACTABLE;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.TELLING;
import static org.tokentwin.emulator.cryptoki.application.SecretKeyFixture.flag;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** CKM_HKDF_DERIVE and CKM_HKDF_DATA, against RFC 5869 and the JDK's. */
class HkdfTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NOTHING = {};
    private static final byte[] INPUT = HEX.parseHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
    private static final byte[] SALT = HEX.parseHex("000102030405060708090a0b0c");
    private static final byte[] INFO = HEX.parseHex("f0f1f2f3f4f5f6f7f8f9");
    private static final Attribute DERIVES = flag(Cka.CKA_DERIVE, true);
    private static final boolean YES = true;
    private static final boolean NO = false;

    private final SecretKeyFixture fixture = new SecretKeyFixture();
    private final Cryptoki application = fixture.application;
    private final long session = fixture.session;

    /** RFC 5869, appendix A.1. */
    @Test
    void publishedExample_isDerived() {
        long base = fixture.secret(Ckk.CKK_HKDF, INPUT, DERIVES);

        assertThat(value(base, hkdf(YES, NO, Ckm.CKM_SHA256, SALT, NOTHING), 0))
                .isEqualTo(HEX.parseHex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"));
        assertThat(value(base, hkdf(YES, YES, Ckm.CKM_SHA256, SALT, INFO), 42))
                .isEqualTo(HEX.parseHex(
                        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"));
    }

    @ParameterizedTest
    @CsvSource({Ckm.CKM_SHA256 + ",HKDF-SHA256", Ckm.CKM_SHA384 + ",HKDF-SHA384", Ckm.CKM_SHA512 + ",HKDF-SHA512"})
    void derivedKey_isWhatTheJdkDerives(long hash, String jdkName) throws GeneralSecurityException {
        byte[] input = new byte[64];
        Arrays.fill(input, (byte) 9);
        for (long type : new long[] {Ckk.CKK_HKDF, Ckk.CKK_GENERIC_SECRET}) {
            long base = fixture.secret(type, input, DERIVES);
            HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(input);
            assertThat(value(base, hkdf(YES, YES, hash, NOTHING, INFO), 100))
                    .isEqualTo(byTheJdk(jdkName, extract.thenExpand(INFO, 100)));
            HKDFParameterSpec.Builder salted =
                    HKDFParameterSpec.ofExtract().addIKM(input).addSalt(SALT);
            assertThat(value(base, hkdf(YES, NO, hash, SALT, INFO), 0))
                    .isEqualTo(byTheJdk(jdkName, salted.extractOnly()));
            SecretKey key = new SecretKeySpec(input, "HKDF");
            assertThat(value(base, hkdf(NO, YES, hash, SALT, INFO), 33))
                    .isEqualTo(byTheJdk(jdkName, HKDFParameterSpec.expandOnly(key, INFO, 33)));
        }
    }

    @Test
    void saltThatIsAKey_isItsValue() {
        long base = fixture.secret(Ckk.CKK_HKDF, INPUT, DERIVES);
        long salt = fixture.secret(Ckk.CKK_GENERIC_SECRET, SALT, DERIVES);
        long useless = fixture.secret(Ckk.CKK_GENERIC_SECRET, SALT);

        assertThat(value(base, saltedBy(salt), 42))
                .isEqualTo(value(base, hkdf(YES, YES, Ckm.CKM_SHA256, SALT, INFO), 42));
        assertCkr(Ckr.CKR_KEY_HANDLE_INVALID, () -> value(base, saltedBy(77), 42));
        assertCkr(Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED, () -> value(base, saltedBy(useless), 42));
    }

    @Test
    void derivedData_isAnObjectThatIsNoKey() {
        long base = fixture.secret(Ckk.CKK_HKDF, INPUT, DERIVES);
        Mechanism data = new Mechanism(
                Ckm.CKM_HKDF_DATA, hkdf(YES, YES, Ckm.CKM_SHA256, SALT, INFO).parameter());
        long made = derive(base, data, List.of(Attribute.ofUlong(Cka.CKA_VALUE_LEN, 42)));

        assertThat(fixture.read(made, Cka.CKA_CLASS).value().orElseThrow().asUlong())
                .isEqualTo(Cko.CKO_DATA);
        assertThat(fixture.value(made)).isEqualTo(value(base, hkdf(YES, YES, Ckm.CKM_SHA256, SALT, INFO), 42));
        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> derive(base, data, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY))));
        assertCkr(
                Ckr.CKR_TEMPLATE_INCONSISTENT,
                () -> derive(base, data, List.of(Attribute.of(Cka.CKA_VALUE, new byte[42]))));
        assertCkr(Ckr.CKR_TEMPLATE_INCOMPLETE, () -> derive(base, data, List.of()));
    }

    @Test
    void generatedKey_derives() {
        long base = fixture.generate(Ckm.CKM_HKDF_KEY_GEN, 40, DERIVES);

        assertThat(fixture.read(base, Cka.CKA_KEY_TYPE).value().orElseThrow().asUlong())
                .isEqualTo(Ckk.CKK_HKDF);
        assertThat(value(base, hkdf(YES, YES, Ckm.CKM_SHA3_256, SALT, INFO), 16))
                .hasSize(16);
        assertCkr(Ckr.CKR_TEMPLATE_INCOMPLETE, () -> fixture.generate(Ckm.CKM_HKDF_KEY_GEN, 0, DERIVES));
    }

    @Test
    void parametersThatContradict_areRefused() {
        long base = fixture.secret(Ckk.CKK_HKDF, INPUT, DERIVES);
        Mechanism whole = hkdf(YES, YES, Ckm.CKM_SHA256, SALT, INFO);

        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> value(base, hkdf(NO, NO, Ckm.CKM_SHA256, SALT, INFO), 32));
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> value(base, hkdf(YES, YES, Ckm.CKM_AES_CBC, SALT, INFO), 32));
        assertCkr(Ckr.CKR_MECHANISM_PARAM_INVALID, () -> value(base, Mechanism.of(Ckm.CKM_HKDF_DERIVE), 32));
        assertCkr(Ckr.CKR_KEY_TYPE_INCONSISTENT, () -> value(fixture.aes(DERIVES), whole, 32));
        assertCkr(Ckr.CKR_TEMPLATE_INCOMPLETE, () -> value(base, whole, 0));
        assertCkr(Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED, () -> value(fixture.secret(Ckk.CKK_HKDF, INPUT), whole, 32));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 8, -1})
    void saltOfATypeThatThereIsNot_isParamInvalid(long type) {
        long base = fixture.secret(Ckk.CKK_HKDF, INPUT, DERIVES);

        assertCkr(
                Ckr.CKR_MECHANISM_PARAM_INVALID,
                () -> value(base, hkdf(YES, YES, Ckm.CKM_SHA256, type, SALT, 0, INFO), 32));
    }

    @Test
    void lengthsThatThereAreNot_areRefused() {
        long base = fixture.secret(Ckk.CKK_HKDF, new byte[64], DERIVES);
        long shorter = fixture.secret(Ckk.CKK_HKDF, new byte[31], DERIVES);

        assertCkr(Ckr.CKR_KEY_SIZE_RANGE, () -> value(shorter, hkdf(NO, YES, Ckm.CKM_SHA256, SALT, INFO), 32));
        assertCkr(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, () -> value(base, hkdf(YES, NO, Ckm.CKM_SHA256, SALT, INFO), 33));
        Mechanism data = new Mechanism(
                Ckm.CKM_HKDF_DATA, hkdf(YES, YES, Ckm.CKM_SHA256, SALT, INFO).parameter());
        assertCkr(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                () -> derive(base, data, List.of(Attribute.ofUlong(Cka.CKA_VALUE_LEN, 255 * 32 + 1))));
    }

    private byte[] value(long base, Mechanism mechanism, long bytes) {
        List<Attribute> template = List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_SECRET_KEY),
                Attribute.ofUlong(Cka.CKA_KEY_TYPE, Ckk.CKK_GENERIC_SECRET),
                TELLING,
                EXTRACTABLE);
        return fixture.value(derive(
                base,
                mechanism,
                bytes == 0 ? template : Templates.with(template, Attribute.ofUlong(Cka.CKA_VALUE_LEN, bytes))));
    }

    private long derive(long base, Mechanism mechanism, List<Attribute> template) {
        return application.deriveKey(session, mechanism, base, template).orElseThrow();
    }

    private static byte[] byTheJdk(String name, AlgorithmParameterSpec spec) throws GeneralSecurityException {
        return KDF.getInstance(name).deriveData(spec);
    }

    private static Mechanism hkdf(boolean extract, boolean expand, long hash, byte[] salt, byte[] info) {
        long type = salt.length == 0 ? Ckf.CKF_HKDF_SALT_NULL : Ckf.CKF_HKDF_SALT_DATA;
        return hkdf(extract, expand, hash, type, salt, 0, info);
    }

    private static Mechanism saltedBy(long key) {
        return hkdf(true, true, Ckm.CKM_SHA256, Ckf.CKF_HKDF_SALT_KEY, NOTHING, key, INFO);
    }

    private static Mechanism hkdf(
            boolean extract, boolean expand, long hash, long saltType, byte[] salt, long saltKey, byte[] info) {
        return new Mechanism(
                Ckm.CKM_HKDF_DERIVE,
                new MechanismParameter.Structured(
                        Structure.CK_HKDF_PARAMS,
                        Map.of(
                                "bExtract", bool(extract),
                                "bExpand", bool(expand),
                                "prfHashMechanism", hash,
                                "ulSaltType", saltType,
                                "pSalt", salt,
                                "hSaltKey", saltKey,
                                "pInfo", info)));
    }

    private static byte[] bool(boolean value) {
        return new byte[] {(byte) (value ? 1 : 0)};
    }
}
