package org.tokentwin.conformance.cases.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ALWAYS_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DERIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LOCAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKD_NULL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_ENCRYPT_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_ECB_ENCRYPT_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_DES3_CBC_ENCRYPT_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_DES3_ECB_ENCRYPT_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDH1_DERIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DOMAIN_PARAMS_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_FUNCTION_NOT_PERMITTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_PARAM_INVALID;

import iaik.pkcs.pkcs11.wrapper.CK_AES_CBC_ENCRYPT_DATA_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_DES_CBC_ENCRYPT_DATA_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_ECDH1_DERIVE_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_KEY_DERIVATION_STRING_DATA;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import org.bouncycastle.asn1.ASN1OctetString;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SecretCipher;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** Keys that are derived from others, against the JDK. */
@ExtendWith(ConformanceExtension.class)
class DeriveCases {
    private static final long NEVER_GIVEN = 0x7FFF_1234;
    private static final byte[] DATA = "data of two whole blocks of AES.".getBytes(StandardCharsets.US_ASCII);

    /** A rule for one curve. */
    record Row(int rule, EcCurve curve, String text) implements CaseRow {
        @Override
        @SuppressWarnings("EnumOrdinal") // the curves stay as they are
        public String id() {
            return "DERIVE-%d%02d".formatted(rule, curve.ordinal() + 1);
        }

        @Override
        public String requirement() {
            return "CKM_ECDH1_DERIVE on " + curve.displayName() + " " + text;
        }
    }

    /** A mechanism that encrypts data into a key. */
    record DataRow(int number, String name, long type, SecretCipher cipher) implements CaseRow {
        @Override
        public String id() {
            return "DERIVE-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return name + " derives the key that the JDK encrypts the data to";
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(type);
        }
    }

    @ConformanceCases(
            section = "5.14 C_DeriveKey",
            rows = "agreements",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDH1_DERIVE})
    void agreement_isThatOfTheJdk(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        KeyPairs.Handles pair = pair(token, session, row);
        KeyPair ours = SoftwareKeys.ec(row.curve().jdkName());
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours.getPrivate());
        agreement.doPhase(
                PublicKeys.ec(token, session, pair.publicKey(), row.curve().oid()), true);
        long derived = derive(token, session, row, pair.privateKey(), point(row.curve()));

        assertThat(SecretKeys.value(token, session, derived)).isEqualTo(agreement.generateSecret());
        assertThat(Attributes.read(token, session, derived, CKA_LOCAL)).isEqualTo(false);
        assertThat(Attributes.read(token, session, derived, CKA_ALWAYS_SENSITIVE))
                .isEqualTo(false);
    }

    @ConformanceCases(
            section = "5.1.6 CKR_MECHANISM_PARAM_INVALID",
            rows = "besideTheCurve",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDH1_DERIVE})
    void pointBesideTheCurve_isRefused(TokenUnderTest token, Row row) throws Exception {
        byte[] point = point(row.curve());
        point[point.length - 1] ^= 1;

        assertPointRefused(token, row, point);
    }

    @ConformanceCases(
            section = "5.1.6 CKR_MECHANISM_PARAM_INVALID",
            rows = "atInfinity",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDH1_DERIVE})
    void pointAtInfinity_isRefused(TokenUnderTest token, Row row) throws Exception {
        assertPointRefused(token, row, new byte[1]);
    }

    @ConformanceCases(
            section = "5.1.6 CKR_MECHANISM_PARAM_INVALID",
            rows = "ofAnotherCurve",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDH1_DERIVE})
    void pointOfAnotherCurve_isRefused(TokenUnderTest token, Row row) throws Exception {
        assertPointRefused(token, row, point(row.curve() == EcCurve.P256 ? EcCurve.P384 : EcCurve.P256));
    }

    @ConformanceCases(
            section = "5.1.6 CKR_KEY_FUNCTION_NOT_PERMITTED",
            rows = "notForDerivation",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDH1_DERIVE})
    void keyWithoutTheUse_derivesNothing(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadOnlyUser();
        long key = KeyPairs.ec(token, session, row.curve(), bool(CKA_DERIVE, false))
                .privateKey();

        assertReturns(CKR_KEY_FUNCTION_NOT_PERMITTED, () -> derive(token, session, row, key, point(row.curve())));
    }

    @ConformanceCases(
            section = "5.1.6 CKR_KEY_HANDLE_INVALID",
            rows = "withoutKey",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_ECDH1_DERIVE)
    void keyNeverGiven_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        long session = token.openReadOnlyUser();

        assertReturns(CKR_KEY_HANDLE_INVALID, () -> derive(token, session, row, NEVER_GIVEN, point(row.curve())));
    }

    @ConformanceCases(section = "5.14 C_DeriveKey", rows = "encryptions", effect = Effect.SESSION_OBJECTS)
    void encryptedData_isTheKey(TokenUnderTest token, DataRow row) throws Exception {
        long session = token.openReadOnlyUser();
        SecretCipher cipher = row.cipher();
        long base = SecretKeys.onToken(token, session, cipher.keyType(), cipher.keyValue(), bool(CKA_DERIVE, true));
        long derived = token.p11()
                .C_DeriveKey(
                        session,
                        mechanism(row.type(), parameter(row)),
                        base,
                        SecretKeys.readable(CKK_GENERIC_SECRET, ulong(CKA_VALUE_LEN, DATA.length)),
                        true);

        assertThat(SecretKeys.value(token, session, derived)).isEqualTo(cipher.encrypted(DATA));
    }

    @ConformanceCase(
            id = "DERIVE-001",
            section = "5.14 C_DeriveKey",
            requirement = "A mechanism that derives no key returns CKR_MECHANISM_INVALID",
            effect = Effect.SESSION_OBJECTS)
    void mechanismThatDoesNotDerive_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session);

        assertReturnsOneOf(
                () -> token.p11()
                        .C_DeriveKey(
                                session, mechanism(CKM_SHA256), key, SecretKeys.readable(CKK_GENERIC_SECRET), true),
                CKR_MECHANISM_INVALID);
    }

    static List<Row> agreements() {
        return rows(1, "derives the secret that the JDK agrees on");
    }

    static List<Row> besideTheCurve() {
        return rows(2, "refuses a point that is not on the curve");
    }

    static List<Row> atInfinity() {
        return rows(3, "refuses the point at infinity");
    }

    static List<Row> ofAnotherCurve() {
        return rows(4, "refuses a point of another curve");
    }

    static List<Row> notForDerivation() {
        return rows(5, "refuses a key whose CKA_DERIVE is false");
    }

    static List<Row> withoutKey() {
        return rows(6, "refuses a key that never was");
    }

    static List<DataRow> encryptions() {
        return List.of(
                new DataRow(11, "CKM_AES_ECB_ENCRYPT_DATA", CKM_AES_ECB_ENCRYPT_DATA, SecretCipher.AES_ECB),
                new DataRow(12, "CKM_AES_CBC_ENCRYPT_DATA", CKM_AES_CBC_ENCRYPT_DATA, SecretCipher.AES_CBC),
                new DataRow(13, "CKM_DES3_ECB_ENCRYPT_DATA", CKM_DES3_ECB_ENCRYPT_DATA, SecretCipher.DES3_ECB),
                new DataRow(14, "CKM_DES3_CBC_ENCRYPT_DATA", CKM_DES3_CBC_ENCRYPT_DATA, SecretCipher.DES3_CBC));
    }

    private static List<Row> rows(int rule, String text) {
        return Stream.of(EcCurve.values())
                .map(curve -> new Row(rule, curve, text))
                .toList();
    }

    private static Object parameter(DataRow row) {
        return switch (row.cipher()) {
            case AES_CBC -> {
                CK_AES_CBC_ENCRYPT_DATA_PARAMS parameters = new CK_AES_CBC_ENCRYPT_DATA_PARAMS();
                parameters.iv = row.cipher().iv();
                parameters.pData = DATA.clone();
                yield parameters;
            }
            case DES3_CBC -> {
                CK_DES_CBC_ENCRYPT_DATA_PARAMS parameters = new CK_DES_CBC_ENCRYPT_DATA_PARAMS();
                parameters.iv = row.cipher().iv();
                parameters.pData = DATA.clone();
                yield parameters;
            }
            default -> {
                CK_KEY_DERIVATION_STRING_DATA parameters = new CK_KEY_DERIVATION_STRING_DATA();
                parameters.pData = DATA.clone();
                yield parameters;
            }
        };
    }

    private static void assertPointRefused(TokenUnderTest token, Row row, byte[] point) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = pair(token, session, row).privateKey();

        assertReturnsOneOf(
                () -> derive(token, session, row, key, point), CKR_MECHANISM_PARAM_INVALID, CKR_DOMAIN_PARAMS_INVALID);
    }

    private static KeyPairs.Handles pair(TokenUnderTest token, long session, Row row) throws PKCS11Exception {
        return KeyPairs.ec(token, session, row.curve(), bool(CKA_DERIVE, true));
    }

    private static long derive(TokenUnderTest token, long session, Row row, long key, byte[] point)
            throws PKCS11Exception {
        CK_ECDH1_DERIVE_PARAMS parameters = new CK_ECDH1_DERIVE_PARAMS();
        parameters.kdf = CKD_NULL;
        parameters.pPublicData = point;
        int bytes = (row.curve().fieldBits() + Byte.SIZE - 1) / Byte.SIZE;
        return token.p11()
                .C_DeriveKey(
                        session,
                        mechanism(CKM_ECDH1_DERIVE, parameters),
                        key,
                        SecretKeys.readable(CKK_GENERIC_SECRET, ulong(CKA_VALUE_LEN, bytes)),
                        true);
    }

    /** The suite's own public point, uncompressed. */
    private static byte[] point(EcCurve curve) {
        return ASN1OctetString.getInstance(curve.softwarePoint()).getOctets();
    }
}
