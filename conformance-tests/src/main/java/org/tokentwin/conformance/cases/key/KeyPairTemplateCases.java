package org.tokentwin.conformance.cases.key;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_MODULUS_BITS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_TYPE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_VALUE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_SIZE_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCOMPLETE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TEMPLATE_INCONSISTENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.KeyPairs;

/** Templates and sessions with which C_GenerateKeyPair must make nothing. */
@ExtendWith(ConformanceExtension.class)
class KeyPairTemplateCases {
    private static final long TOO_MANY_BITS = 1L << 20;

    @ConformanceCase(
            id = "KEYPAIR-011",
            section = "5.14 C_GenerateKeyPair",
            requirement = "A modulus beyond what CK_MECHANISM_INFO tells is refused",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS_KEY_PAIR_GEN)
    void modulusBeyondTheGreatest_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();

        assertReturnsOneOf(
                () -> rsa(token, session, ulong(CKA_MODULUS_BITS, TOO_MANY_BITS)),
                CKR_KEY_SIZE_RANGE,
                CKR_ATTRIBUTE_VALUE_INVALID,
                CKR_TEMPLATE_INCONSISTENT);
    }

    @ConformanceCase(
            id = "KEYPAIR-012",
            section = "5.14 C_GenerateKeyPair",
            requirement = "A template without CKA_MODULUS_BITS returns CKR_TEMPLATE_INCOMPLETE",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS_KEY_PAIR_GEN)
    void templateWithoutModulusBits_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();

        assertReturns(CKR_TEMPLATE_INCOMPLETE, () -> rsa(token, session));
    }

    @ConformanceCase(
            id = "KEYPAIR-013",
            section = "5.14 C_GenerateKeyPair",
            requirement = "A template without CKA_EC_PARAMS returns CKR_TEMPLATE_INCOMPLETE",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void templateWithoutCurve_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();

        assertReturns(CKR_TEMPLATE_INCOMPLETE, () -> generate(token, session, CKM_EC_KEY_PAIR_GEN));
    }

    @ConformanceCase(
            id = "KEYPAIR-014",
            section = "5.14 C_GenerateKeyPair",
            requirement = "A public template of class CKO_PRIVATE_KEY returns CKR_TEMPLATE_INCONSISTENT",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void publicTemplateOfThePrivateClass_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();

        assertReturnsOneOf(
                () -> generate(
                        token,
                        session,
                        CKM_EC_KEY_PAIR_GEN,
                        bytes(CKA_EC_PARAMS, KeyPairs.parameters(EcCurve.P256)),
                        ulong(CKA_CLASS, CKO_PRIVATE_KEY)),
                CKR_TEMPLATE_INCONSISTENT,
                CKR_ATTRIBUTE_VALUE_INVALID);
    }

    @ConformanceCase(
            id = "KEYPAIR-015",
            section = "5.14 C_GenerateKeyPair",
            requirement = "A mechanism that makes no pair returns CKR_MECHANISM_INVALID",
            effect = Effect.SESSION_OBJECTS)
    void mechanismOfAnotherKind_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();

        assertReturns(CKR_MECHANISM_INVALID, () -> generate(token, session, CKM_SHA256, ulong(CKA_MODULUS_BITS, 2048)));
    }

    @ConformanceCase(
            id = "KEYPAIR-016",
            section = "5.14 C_GenerateKeyPair",
            requirement = "A private key is not made without a login",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void pairWithoutLogin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();

        assertReturns(CKR_USER_NOT_LOGGED_IN, () -> KeyPairs.generate(token, session, EcCurve.P256));
    }

    @ConformanceCase(
            id = "KEYPAIR-017",
            section = "5.14 C_GenerateKeyPair",
            requirement = "A read-only session makes no pair on the token",
            effect = Effect.TOKEN_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void tokenPairInReadOnlySession_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();

        assertReturns(
                CKR_SESSION_READ_ONLY, () -> KeyPairs.generate(token, session, EcCurve.P256, bool(CKA_TOKEN, true)));
    }

    @ConformanceCase(
            id = "KEYPAIR-018",
            section = "5.14 C_GenerateKeyPair",
            requirement = "A refused template leaves neither half of a pair behind",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void refusal_leavesNothing(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        int before = token.find(session).length;

        assertReturnsOneOf(
                () -> KeyPairs.generate(token, session, EcCurve.P256, bytes(CKA_VALUE, new byte[32])),
                CKR_TEMPLATE_INCONSISTENT,
                CKR_ATTRIBUTE_TYPE_INVALID,
                CKR_ATTRIBUTE_READ_ONLY,
                CKR_ATTRIBUTE_VALUE_INVALID);
        token.assertNothingLeft(session, before);
    }

    private static void rsa(TokenUnderTest token, long session, CK_ATTRIBUTE... open) throws PKCS11Exception {
        generate(token, session, CKM_RSA_PKCS_KEY_PAIR_GEN, open);
    }

    private static void generate(TokenUnderTest token, long session, long type, CK_ATTRIBUTE... open)
            throws PKCS11Exception {
        List<CK_ATTRIBUTE> template = new ArrayList<>(List.of(open));
        template.add(bool(CKA_TOKEN, false));
        template.add(bool(CKA_VERIFY, true));
        CK_ATTRIBUTE[] secret = {bool(CKA_TOKEN, false), bool(CKA_PRIVATE, true), bool(CKA_SIGN, true)};
        token.p11().C_GenerateKeyPair(session, mechanism(type), template.toArray(new CK_ATTRIBUTE[0]), secret, true);
    }
}
