package org.tokentwin.conformance.cases.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ALWAYS_AUTHENTICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ACTION_PROHIBITED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ATTRIBUTE_READ_ONLY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_USER_FUNCTIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_CONTEXT_SPECIFIC;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.KeyPairs;

/** Keys whose owner is asked for the PIN before each use, section 4.9: one context-specific login, one operation. */
@ExtendWith(ConformanceExtension.class)
class AlwaysAuthenticateCases {
    private static final byte[] HASH = new byte[32];

    @ConformanceCase(
            id = "AUTHENTICATE-001",
            section = "4.9 CKO_PRIVATE_KEY",
            requirement =
                    "A key with CKA_ALWAYS_AUTHENTICATE does not sign after the login alone: CKR_USER_NOT_LOGGED_IN",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void loginAlone_signsNothing(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = key(token, session);
        token.p11().C_SignInit(session, mechanism(CKM_ECDSA), key, true);

        assertReturns(CKR_USER_NOT_LOGGED_IN, () -> token.p11().C_Sign(session, HASH.clone()));
    }

    @ConformanceCase(
            id = "AUTHENTICATE-002",
            section = "4.9 CKO_PRIVATE_KEY",
            requirement = "After a context-specific login it makes one signature",
            effect = Effect.SPENDS_TRIES,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void loginForTheOperation_signs(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = key(token, session);

        assertThat(signAfterLogin(token, session, key)).hasSize(2 * HASH.length);
    }

    @ConformanceCase(
            id = "AUTHENTICATE-003",
            section = "4.9 CKO_PRIVATE_KEY",
            requirement = "One context-specific login is for one signature: the next asks for another",
            effect = Effect.SPENDS_TRIES,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void secondSignature_asksForAnotherLogin(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = key(token, session);
        signAfterLogin(token, session, key);
        token.p11().C_SignInit(session, mechanism(CKM_ECDSA), key, true);

        assertReturns(CKR_USER_NOT_LOGGED_IN, () -> token.p11().C_Sign(session, HASH.clone()));
    }

    @ConformanceCase(
            id = "AUTHENTICATE-004",
            section = "5.6 C_Login",
            requirement = "A context-specific login in one session is none for an operation in another",
            effect = Effect.SPENDS_TRIES,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void loginInAnotherSession_signsNothing(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = key(token, session);
        token.p11().C_SignInit(session, mechanism(CKM_ECDSA), key, true);
        long other = token.openReadOnly();

        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> loginForUse(token, other, token.pin()));
        assertReturns(CKR_USER_NOT_LOGGED_IN, () -> token.p11().C_Sign(session, HASH.clone()));
    }

    @ConformanceCase(
            id = "AUTHENTICATE-005",
            section = "5.6 C_Login",
            requirement =
                    "A wrong PIN in a context-specific login is CKR_PIN_INCORRECT, signs nothing, and leaves the user logged in",
            effect = Effect.SPENDS_TRIES,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void wrongPin_signsNothing(TokenUnderTest token) throws PKCS11Exception {
        token.requireKnownTries();
        long session = token.openReadOnlyUser();
        long key = key(token, session);
        signAfterLogin(
                token, session, key); // without which a token that is kept is sent no wrong PIN: it may be for another
        token.p11().C_SignInit(session, mechanism(CKM_ECDSA), key, true);

        assertReturns(CKR_PIN_INCORRECT, () -> loginForUse(token, session, token.wrongPin()));
        assertThat(Returns.of(() -> token.p11().C_Sign(session, HASH.clone()))).isNotEqualTo(CKR_OK);
        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RO_USER_FUNCTIONS);
        assertThat(signAfterLogin(token, token.openReadOnly(), key)).hasSize(2 * HASH.length);
    }

    @ConformanceCase(
            id = "AUTHENTICATE-006",
            section = "5.6 C_Login",
            requirement = "A wrong PIN in a context-specific login costs a try as any other does",
            effect = Effect.SPENDS_TRIES,
            mechanisms = {CKM_EC_KEY_PAIR_GEN, CKM_ECDSA})
    void wrongPin_costsATry(TokenUnderTest token) throws PKCS11Exception {
        token.requireKnownTries();
        long session = token.openReadOnlyUser();
        long key = key(token, session);
        signAfterLogin(token, session, key);
        token.p11().C_SignInit(session, mechanism(CKM_ECDSA), key, true);
        assertReturns(CKR_PIN_INCORRECT, () -> loginForUse(token, session, token.wrongPin()));

        token.assertCountLow();
    }

    @ConformanceCase(
            id = "AUTHENTICATE-007",
            section = "4.9 CKO_PRIVATE_KEY",
            requirement = "CKA_ALWAYS_AUTHENTICATE cannot be taken away",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void attribute_cannotBeTakenAway(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWriteUser();
        long key = key(token, session);
        CK_ATTRIBUTE[] never = {bool(CKA_ALWAYS_AUTHENTICATE, false)};

        assertReturnsOneOf(
                () -> token.p11().C_SetAttributeValue(session, key, never, true),
                CKR_ATTRIBUTE_READ_ONLY,
                CKR_ACTION_PROHIBITED);
        assertThat(Attributes.read(token, session, key, CKA_ALWAYS_AUTHENTICATE))
                .isEqualTo(true);
    }

    /** A token may make no such keys; it says so when the key is made, or of the key. */
    private static long key(TokenUnderTest token, long session) throws PKCS11Exception {
        long key = KeyPairs.ec(token, session, EcCurve.P256, bool(CKA_ALWAYS_AUTHENTICATE, true))
                .privateKey();
        NotApplicable.unless(
                Boolean.TRUE.equals(Attributes.read(token, session, key, CKA_ALWAYS_AUTHENTICATE)),
                "the token makes no key with CKA_ALWAYS_AUTHENTICATE");
        return key;
    }

    private static byte[] signAfterLogin(TokenUnderTest token, long session, long key) throws PKCS11Exception {
        token.p11().C_SignInit(session, mechanism(CKM_ECDSA), key, true);
        try {
            loginForUse(token, session, token.pin());
        } catch (PKCS11Exception e) {
            NotApplicable.unless(
                    e.getErrorCode() != CKR_PIN_INCORRECT || token.tellsWrongPin(),
                    "the key wants a PIN of its own, not the user's");
            throw e;
        }
        return token.p11().C_Sign(session, HASH.clone());
    }

    private static void loginForUse(TokenUnderTest token, long session, char[] pin) throws PKCS11Exception {
        token.p11().C_Login(session, CKU_CONTEXT_SPECIFIC, pin, true);
    }
}
