package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.tokentwin.cryptoki.Ckk.CKK_HKDF;
import static org.tokentwin.cryptoki.Ckm.CKM_HKDF_DATA;
import static org.tokentwin.cryptoki.Ckm.CKM_HKDF_DERIVE;
import static org.tokentwin.cryptoki.Ckm.CKM_HKDF_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DERIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA384;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA512;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_VALUE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_FUNCTION_NOT_PERMITTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_SIZE_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_TYPE_INCONSISTENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_PARAM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCONSISTENT;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.raw.RawStructure;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Structure;

/** HKDF, of PKCS#11 3.0 and RFC 5869, against the JDK. */
@ExtendWith(ConformanceExtension.class)
class HkdfCases {
    private static final byte[] SALT = "salt".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INFO = "what the key is for".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};
    private static final int DERIVED_BYTES = 70;
    private static final int INPUT_BYTES = 64;
    private static final long NEVER_GIVEN = 0x7FFF_1234;

    /** A hash function under which keys are derived. */
    enum Prf {
        SHA256(1, CKM_SHA256, 32),
        SHA384(2, CKM_SHA384, 48),
        SHA512(3, CKM_SHA512, 64);

        private final int number;
        private final long type;
        private final int bytes;

        Prf(int number, long type, int bytes) {
            this.number = number;
            this.type = type;
            this.bytes = bytes;
        }
    }

    /** What of HKDF is done. */
    enum Steps {
        BOTH(1, true, true, "extracts and expands"),
        EXTRACT(2, true, false, "extracts"),
        EXPAND(3, false, true, "expands");

        private final int number;
        private final boolean extract;
        private final boolean expand;
        private final String text;

        Steps(int number, boolean extract, boolean expand, String text) {
            this.number = number;
            this.extract = extract;
            this.expand = expand;
            this.text = text;
        }
    }

    /** A hash function, and what is done with it. */
    record Row(Prf prf, Steps steps) implements CaseRow {
        @Override
        public String id() {
            return "HKDF-%d%02d".formatted(steps.number, prf.number);
        }

        @Override
        public String requirement() {
            return "CKM_HKDF_DERIVE with " + prf + " " + steps.text + " as the JDK does";
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(CKM_HKDF_DERIVE);
        }
    }

    @ConformanceCases(section = "2.62 HKDF", rows = "rows", effect = Effect.SESSION_OBJECTS)
    void derivedKey_isThatOfTheJdk(TokenUnderTest token, Row row) throws Exception {
        Steps steps = row.steps();
        long session = token.openReadOnlyUser();
        long base = base(token, session, bool(CKA_DERIVE, true));
        int bytes = steps.expand ? DERIVED_BYTES : row.prf().bytes;
        try (Arena arena = Arena.ofConfined()) {
            RawStructure parameter = hkdf(arena, row.prf().type, steps);

            assertThat(derived(token, session, base, parameter, bytes))
                    .isEqualTo(KDF.getInstance("HKDF-" + row.prf()).deriveData(byTheJdk(steps)));
        }
    }

    static List<Row> rows() {
        return Arrays.stream(Steps.values())
                .flatMap(steps -> Arrays.stream(Prf.values()).map(prf -> new Row(prf, steps)))
                .toList();
    }

    @ConformanceCase(
            id = "HKDF-001",
            section = "2.62 HKDF",
            requirement = "No salt is a salt of zeros",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_HKDF_DERIVE)
    void noSalt_isZeros(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long base = base(token, session, bool(CKA_DERIVE, true));
        try (Arena arena = Arena.ofConfined()) {
            RawStructure none = hkdf(arena, CKM_SHA256, Steps.BOTH).with("ulSaltType", Ckf.CKF_HKDF_SALT_NULL);
            AlgorithmParameterSpec zeros = HKDFParameterSpec.ofExtract()
                    .addIKM(input())
                    .addSalt(new byte[Prf.SHA256.bytes])
                    .thenExpand(INFO, DERIVED_BYTES);

            assertThat(derived(token, session, base, none, DERIVED_BYTES))
                    .isEqualTo(KDF.getInstance("HKDF-SHA256").deriveData(zeros));
        }
    }

    @ConformanceCase(
            id = "HKDF-002",
            section = "2.62 HKDF",
            requirement = "The salt may be a key: its value is the salt",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_HKDF_DERIVE)
    void saltKey_isItsValue(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long base = base(token, session, bool(CKA_DERIVE, true));
        long salt = SecretKeys.onToken(token, session, CKK_GENERIC_SECRET, SALT, bool(CKA_DERIVE, true));
        try (Arena arena = Arena.ofConfined()) {
            RawStructure byKey = saltedBy(arena, salt);

            assertThat(derived(token, session, base, byKey, DERIVED_BYTES))
                    .isEqualTo(KDF.getInstance("HKDF-SHA256").deriveData(byTheJdk(Steps.BOTH)));
        }
    }

    @ConformanceCase(
            id = "HKDF-003",
            section = "2.62 HKDF",
            requirement = "A salt key that never was is refused with CKR_KEY_HANDLE_INVALID",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_HKDF_DERIVE)
    void saltKeyNeverGiven_isRefused(TokenUnderTest token) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            assertRefused(
                    token,
                    saltedBy(arena, NEVER_GIVEN),
                    DERIVED_BYTES,
                    CKR_KEY_HANDLE_INVALID,
                    CKR_MECHANISM_PARAM_INVALID);
        }
    }

    @ConformanceCase(
            id = "HKDF-004",
            section = "2.62 HKDF",
            requirement = "What neither extracts nor expands is CKR_MECHANISM_PARAM_INVALID",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_HKDF_DERIVE)
    void neitherStep_isRefused(TokenUnderTest token) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            RawStructure neither = hkdf(arena, CKM_SHA256, Steps.BOTH)
                    .with("bExtract", new byte[1])
                    .with("bExpand", new byte[1]);

            assertRefused(token, neither, DERIVED_BYTES, CKR_MECHANISM_PARAM_INVALID);
        }
    }

    @ConformanceCase(
            id = "HKDF-005",
            section = "2.62 HKDF",
            requirement = "A mechanism in place of the hash function that is none is CKR_MECHANISM_PARAM_INVALID",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_HKDF_DERIVE)
    void cipherAsHash_isRefused(TokenUnderTest token) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            assertRefused(token, hkdf(arena, CKM_AES_CBC, Steps.BOTH), DERIVED_BYTES, CKR_MECHANISM_PARAM_INVALID);
        }
    }

    @ConformanceCase(
            id = "HKDF-006",
            section = "2.62 HKDF",
            requirement = "No more is derived than 255 values of the hash function",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_HKDF_DERIVE)
    void tooLongKey_isRefused(TokenUnderTest token) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            assertRefused(
                    token,
                    hkdf(arena, CKM_SHA256, Steps.BOTH),
                    255 * Prf.SHA256.bytes + 1,
                    CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_KEY_SIZE_RANGE,
                    CKR_MECHANISM_PARAM_INVALID,
                    CKR_TEMPLATE_INCONSISTENT);
        }
    }

    @ConformanceCase(
            id = "HKDF-007",
            section = "5.1.6 CKR_KEY_FUNCTION_NOT_PERMITTED",
            requirement = "A key whose CKA_DERIVE is false derives nothing",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_HKDF_DERIVE)
    void keyWithoutTheUse_derivesNothing(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long base = base(token, session, bool(CKA_DERIVE, false));

        assertDerivesNothing(token, session, base, CKR_KEY_FUNCTION_NOT_PERMITTED);
    }

    @ConformanceCase(
            id = "HKDF-008",
            section = "5.1.6 CKR_KEY_TYPE_INCONSISTENT",
            requirement = "A key for AES derives nothing",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_HKDF_DERIVE)
    void aesKey_derivesNothing(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long base = SecretKeys.onToken(token, session, CKK_AES, new byte[32], bool(CKA_DERIVE, true));

        assertDerivesNothing(token, session, base, CKR_KEY_TYPE_INCONSISTENT);
    }

    @ConformanceCase(
            id = "HKDF-009",
            section = "2.62 HKDF",
            requirement = "CKM_HKDF_DATA makes a data object of what CKM_HKDF_DERIVE makes a key of",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_HKDF_DATA)
    void derivedData_isADataObject(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long base = base(token, session, bool(CKA_DERIVE, true));
        CK_ATTRIBUTE[] template = {
            ulong(CKA_CLASS, CKO_DATA), bool(CKA_TOKEN, false), ulong(CKA_VALUE_LEN, DERIVED_BYTES)
        };
        try (Arena arena = Arena.ofConfined()) {
            byte[] parameter = hkdf(arena, CKM_SHA256, Steps.BOTH).bytes();
            long data = token.p11().C_DeriveKey(session, mechanism(CKM_HKDF_DATA, parameter), base, template, true);

            assertThat(Attributes.read(token, session, data, CKA_CLASS)).isEqualTo(CKO_DATA);
            assertThat(SecretKeys.value(token, session, data))
                    .isEqualTo(KDF.getInstance("HKDF-SHA256").deriveData(byTheJdk(Steps.BOTH)));
        }
    }

    @ConformanceCase(
            id = "HKDF-010",
            section = "2.62 HKDF",
            requirement =
                    "A key of the token's own making derives the same key each time, and another one for another purpose",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_HKDF_KEY_GEN, CKM_HKDF_DERIVE})
    void generatedKey_derives(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        long base = SecretKeys.generated(
                token, session, mechanism(CKM_HKDF_KEY_GEN), ulong(CKA_VALUE_LEN, 32), bool(CKA_DERIVE, true));
        try (Arena arena = Arena.ofConfined()) {
            RawStructure one = hkdf(arena, CKM_SHA256, Steps.BOTH);
            RawStructure other = hkdf(arena, CKM_SHA256, Steps.BOTH).with("pInfo", NOTHING);
            byte[] first = derived(token, session, base, one, DERIVED_BYTES);

            assertThat(derived(token, session, base, one, DERIVED_BYTES)).isEqualTo(first);
            assertThat(derived(token, session, base, other, DERIVED_BYTES)).isNotEqualTo(first);
        }
    }

    private static void assertRefused(TokenUnderTest token, RawStructure parameter, int bytes, long... wanted)
            throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long base = base(token, session, bool(CKA_DERIVE, true));

        assertReturnsOneOf(() -> derive(token, session, base, parameter, bytes), wanted);
    }

    private static void assertDerivesNothing(TokenUnderTest token, long session, long base, long wanted) {
        try (Arena arena = Arena.ofConfined()) {
            RawStructure parameter = hkdf(arena, CKM_SHA256, Steps.BOTH);

            assertReturns(wanted, () -> derive(token, session, base, parameter, DERIVED_BYTES));
        }
    }

    private static long base(TokenUnderTest token, long session, CK_ATTRIBUTE use) {
        return SecretKeys.onToken(token, session, CKK_HKDF, input(), use);
    }

    private static byte[] derived(TokenUnderTest token, long session, long base, RawStructure parameter, int bytes)
            throws PKCS11Exception {
        return SecretKeys.value(token, session, derive(token, session, base, parameter, bytes));
    }

    private static long derive(TokenUnderTest token, long session, long base, RawStructure parameter, int bytes)
            throws PKCS11Exception {
        CK_ATTRIBUTE[] template = SecretKeys.readable(
                CKK_GENERIC_SECRET,
                ulong(CKA_VALUE_LEN, bytes),
                bool(CKA_SENSITIVE, false),
                bool(CKA_EXTRACTABLE, true));
        return token.p11().C_DeriveKey(session, mechanism(CKM_HKDF_DERIVE, parameter.bytes()), base, template, true);
    }

    private static RawStructure hkdf(Arena arena, long hash, Steps steps) {
        return new RawStructure(new RawMemory(arena), Structure.CK_HKDF_PARAMS)
                .with("bExtract", flag(steps.extract))
                .with("bExpand", flag(steps.expand))
                .with("prfHashMechanism", hash)
                .with("ulSaltType", Ckf.CKF_HKDF_SALT_DATA)
                .with("pSalt", SALT)
                .with("pInfo", INFO);
    }

    private static RawStructure saltedBy(Arena arena, long key) {
        return hkdf(arena, CKM_SHA256, Steps.BOTH)
                .with("ulSaltType", Ckf.CKF_HKDF_SALT_KEY)
                .with("hSaltKey", key);
    }

    private static byte[] flag(boolean value) {
        return new byte[] {(byte) (value ? 1 : 0)};
    }

    private static AlgorithmParameterSpec byTheJdk(Steps steps) {
        HKDFParameterSpec.Builder extract =
                HKDFParameterSpec.ofExtract().addIKM(input()).addSalt(SALT);
        return switch (steps) {
            case BOTH -> extract.thenExpand(INFO, DERIVED_BYTES);
            case EXTRACT -> extract.extractOnly();
            case EXPAND -> HKDFParameterSpec.expandOnly(new SecretKeySpec(input(), "Generic"), INFO, DERIVED_BYTES);
        };
    }

    private static byte[] input() {
        byte[] input = new byte[INPUT_BYTES];
        Arrays.fill(input, (byte) 0x0B);
        return input;
    }
}
