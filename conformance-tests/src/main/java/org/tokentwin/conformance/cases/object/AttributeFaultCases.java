package org.tokentwin.conformance.cases.object;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LOCAL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS_BITS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_START_DATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_UNWRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_UNWRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_TYPE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_VALUE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCOMPLETE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCONSISTENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.DataObjects;
import org.tokentwin.conformance.cases.reference.KeyWrapping;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.cryptoki.CryptokiFunction;

/** The faults of one attribute, in each function that takes a template and makes or changes an object by it. */
@ExtendWith(ConformanceExtension.class)
class AttributeFaultCases {
    /** Of nobody: vendor-defined, and no vendor's that is known. */
    private static final long UNKNOWN_TYPE = 0xFFFF_FF02L;

    private static final byte[] VALUE = new byte[16];
    private static final KeyWrapping WRAPPING = KeyWrapping.AES_CBC_PAD;
    private static final Long[] REFUSALS_OF_CLASS = {
        CKR_TEMPLATE_INCONSISTENT, CKR_ATTRIBUTE_VALUE_INVALID, CKR_ATTRIBUTE_READ_ONLY
    };

    /** The functions, each with a call that differs from a sound one in one attribute. */
    private enum Maker {
        GENERATE_KEY(1, CryptokiFunction.C_GenerateKey, CKM_AES_KEY_GEN) {
            @Override
            void call(TokenUnderTest token, long session, CK_ATTRIBUTE fault) throws PKCS11Exception {
                SecretKeys.generated(token, session, mechanism(CKM_AES_KEY_GEN), ulong(CKA_VALUE_LEN, 16), fault);
            }
        },
        GENERATE_KEY_PAIR(2, CryptokiFunction.C_GenerateKeyPair, CKM_RSA_PKCS_KEY_PAIR_GEN) {
            @Override
            void call(TokenUnderTest token, long session, CK_ATTRIBUTE fault) throws PKCS11Exception {
                CK_ATTRIBUTE[] open = {
                    ulong(CKA_MODULUS_BITS, 2048), bool(CKA_TOKEN, false), bool(CKA_VERIFY, true), fault
                };
                CK_ATTRIBUTE[] secret = {bool(CKA_TOKEN, false), bool(CKA_PRIVATE, true), bool(CKA_SIGN, true)};
                token.p11().C_GenerateKeyPair(session, mechanism(CKM_RSA_PKCS_KEY_PAIR_GEN), open, secret, true);
            }
        },
        UNWRAP_KEY(3, CryptokiFunction.C_UnwrapKey, CKM_AES_CBC_PAD) {
            @Override
            void call(TokenUnderTest token, long session, CK_ATTRIBUTE fault) throws PKCS11Exception {
                unwrap(token, session, SecretKeys.readable(CKK_GENERIC_SECRET, fault));
            }
        },
        COPY_OBJECT(4, CryptokiFunction.C_CopyObject) {
            @Override
            void call(TokenUnderTest token, long session, CK_ATTRIBUTE fault) throws PKCS11Exception {
                token.p11().C_CopyObject(session, data(token, session), new CK_ATTRIBUTE[] {fault}, true);
            }
        },
        SET_ATTRIBUTE_VALUE(5, CryptokiFunction.C_SetAttributeValue) {
            @Override
            void call(TokenUnderTest token, long session, CK_ATTRIBUTE fault) throws PKCS11Exception {
                long object = data(token, session);
                token.p11().C_SetAttributeValue(session, object, new CK_ATTRIBUTE[] {fault}, true);
            }
        };

        private final int number;
        private final CryptokiFunction function;
        private final List<Long> mechanisms;

        Maker(int number, CryptokiFunction function, Long... mechanisms) {
            this.number = number;
            this.function = function;
            this.mechanisms = List.of(mechanisms);
        }

        abstract void call(TokenUnderTest token, long session, CK_ATTRIBUTE fault) throws PKCS11Exception;

        boolean makesKey() {
            return this != COPY_OBJECT && this != SET_ATTRIBUTE_VALUE;
        }
    }

    /** One fault in one function: the id is the fault, and the function. */
    record Row(int rule, Maker maker, String text, CK_ATTRIBUTE fault, List<Long> refusals) implements CaseRow {
        @Override
        public String id() {
            return "ATTRIBUTEFAULT-%d%02d".formatted(rule, maker.number);
        }

        @Override
        public String requirement() {
            return maker.function + " refuses " + text;
        }

        @Override
        public List<Long> mechanisms() {
            return maker.mechanisms;
        }
    }

    @ConformanceCases(section = "4.1.1", rows = "rows", effect = Effect.SESSION_OBJECTS)
    void fault_isRefused(TokenUnderTest token, Row row) throws Exception {
        long session = token.openReadWriteUser();

        assertReturnsOneOf(
                () -> row.maker().call(token, session, row.fault()),
                row.refusals().stream().mapToLong(Long::longValue).toArray());
    }

    @ConformanceCase(
            id = "ATTRIBUTEFAULT-903",
            section = "5.14 C_UnwrapKey",
            requirement = "A template without CKA_KEY_TYPE returns CKR_TEMPLATE_INCOMPLETE",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_CBC_PAD)
    void unwrappedKeyOfNoType_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();
        List<CK_ATTRIBUTE> template = new ArrayList<>(List.of(SecretKeys.readable(CKK_GENERIC_SECRET)));
        template.removeIf(attribute -> attribute.type == CKA_KEY_TYPE);

        assertReturnsOneOf(
                () -> unwrap(token, session, template.toArray(new CK_ATTRIBUTE[0])), CKR_TEMPLATE_INCOMPLETE);
    }

    @ConformanceCase(
            id = "ATTRIBUTEFAULT-913",
            section = "5.14 C_UnwrapKey",
            requirement = "A read-only session unwraps no key onto the token",
            effect = Effect.TOKEN_OBJECTS,
            mechanisms = CKM_AES_CBC_PAD)
    void unwrappedTokenKeyInReadOnlySession_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnlyUser();

        assertReturnsOneOf(
                () -> unwrap(token, session, SecretKeys.readable(CKK_GENERIC_SECRET, bool(CKA_TOKEN, true))),
                CKR_SESSION_READ_ONLY);
    }

    @ConformanceCase(
            id = "ATTRIBUTEFAULT-923",
            section = "5.14 C_UnwrapKey",
            requirement = "A private key is not unwrapped without a login",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_AES_CBC_PAD)
    void unwrappedPrivateKeyWithoutLogin_isRefused(TokenUnderTest token) throws Exception {
        long session = token.openReadOnly();

        assertReturnsOneOf(
                () -> unwrap(token, session, SecretKeys.readable(CKK_GENERIC_SECRET)), CKR_USER_NOT_LOGGED_IN);
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(rows(
                1,
                "an attribute that does not exist",
                bytes(UNKNOWN_TYPE, VALUE),
                CKR_ATTRIBUTE_TYPE_INVALID,
                CKR_TEMPLATE_INCONSISTENT));
        rows.addAll(rows(2, "another class", ulong(CKA_CLASS, CKO_CERTIFICATE), REFUSALS_OF_CLASS));
        rows.addAll(keyRows(
                3,
                "CKA_LOCAL",
                bool(CKA_LOCAL, true),
                CKR_ATTRIBUTE_READ_ONLY,
                CKR_ATTRIBUTE_TYPE_INVALID,
                CKR_TEMPLATE_INCONSISTENT));
        rows.addAll(keyRows(
                4,
                "a date of 3 characters",
                string(CKA_START_DATE, "202"),
                CKR_ATTRIBUTE_VALUE_INVALID,
                CKR_TEMPLATE_INCONSISTENT));
        rows.addAll(rows(
                5,
                "a CK_BBOOL of 2 bytes",
                bytes(CKA_PRIVATE, new byte[2]),
                CKR_ATTRIBUTE_VALUE_INVALID,
                CKR_ATTRIBUTE_READ_ONLY,
                CKR_TEMPLATE_INCONSISTENT));
        return rows;
    }

    private static List<Row> rows(int rule, String text, CK_ATTRIBUTE fault, Long... refusals) {
        return Stream.of(Maker.values())
                .map(maker -> new Row(rule, maker, text, fault, List.of(refusals)))
                .toList();
    }

    private static List<Row> keyRows(int rule, String text, CK_ATTRIBUTE fault, Long... refusals) {
        return rows(rule, text, fault, refusals).stream()
                .filter(row -> row.maker().makesKey())
                .toList();
    }

    private static void unwrap(TokenUnderTest token, long session, CK_ATTRIBUTE[] template) throws PKCS11Exception {
        token.requireFlag(CKM_AES_CBC_PAD, CKF_UNWRAP);
        CK_ATTRIBUTE[] use = {bool(CKA_UNWRAP, true), bool(CKA_PRIVATE, false)};
        long unwrapping = SecretKeys.onToken(token, session, CKK_AES, WRAPPING.wrappingValue(), use);
        token.p11().C_UnwrapKey(session, WRAPPING.mechanism(), unwrapping, wrapped(), template, true);
    }

    private static byte[] wrapped() {
        try {
            return WRAPPING.wrapped(VALUE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK wraps no key", e);
        }
    }

    private static long data(TokenUnderTest token, long session) throws PKCS11Exception {
        return DataObjects.onToken(
                token, session, bool(CKA_TOKEN, false), string(CKA_LABEL, "faultless"), bytes(CKA_VALUE, VALUE));
    }
}
