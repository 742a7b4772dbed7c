package org.tokentwin.conformance.cases.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OBJECT_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_USER_FUNCTIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_USER_FUNCTIONS;

import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.DataObjects;
import org.tokentwin.conformance.cases.reference.TokenKeys;

/** What each event leaves behind: the states of sessions, their number, the login, objects and handles. */
@ExtendWith(ConformanceExtension.class)
class EventCases {
    private static final long NOT_TOLD = -1;

    @ConformanceCase(
            id = "EVENT-001",
            section = "5.6 C_Login",
            requirement = "A login while the user is logged in changes nothing: CKR_USER_ALREADY_LOGGED_IN")
    void loginWhileLoggedIn_changesNothing(TokenUnderTest token) throws PKCS11Exception {
        Sessions sessions = Sessions.open(token);
        token.login(sessions.readOnly());
        assertReturns(CKR_USER_ALREADY_LOGGED_IN, () -> token.login(sessions.readWrite(), token.pin()));

        sessions.assertUser(token);
        assertThat(keys(token, sessions.readOnly())).isPositive();
    }

    @ConformanceCase(
            id = "EVENT-002",
            section = "5.6 C_Login",
            requirement = "A refused login leaves all sessions open and public",
            effect = Effect.SPENDS_TRIES)
    void refusedLogin_changesNothing(TokenUnderTest token) throws PKCS11Exception {
        Sessions sessions = Sessions.open(token);
        assertReturns(CKR_PIN_INCORRECT, () -> token.login(sessions.readOnly(), token.wrongPin()));

        sessions.assertPublic(token);
        assertThat(keys(token, sessions.readOnly())).isZero();
        assertOk(() -> token.login(sessions.readWrite(), token.pin()));
        sessions.assertUser(token);
    }

    @ConformanceCase(
            id = "EVENT-003",
            section = "5.6 C_CloseAllSessions",
            requirement = "C_CloseAllSessions logs out, counts no session and ends the session objects",
            effect = Effect.SESSION_OBJECTS)
    void closingAll_leavesNothing(TokenUnderTest token) throws PKCS11Exception {
        Sessions sessions = Sessions.open(token);
        token.login(sessions.readOnly());
        makeObject(token, sessions.readOnly());
        token.p11().C_CloseAllSessions(token.slot());

        assertNothingLeft(token);
    }

    @ConformanceCase(
            id = "EVENT-004",
            section = "5.6 C_CloseSession",
            requirement = "The last C_CloseSession logs out, counts no session and ends the session objects",
            effect = Effect.SESSION_OBJECTS)
    void closingTheLast_leavesNothing(TokenUnderTest token) throws PKCS11Exception {
        Sessions sessions = Sessions.open(token);
        token.login(sessions.readOnly());
        makeObject(token, sessions.readOnly());
        token.p11().C_CloseSession(sessions.readOnly());
        assertThat(token.p11().C_GetSessionInfo(sessions.readWrite()).state).isEqualTo(CKS_RW_USER_FUNCTIONS);
        token.p11().C_CloseSession(sessions.readWrite());

        assertNothingLeft(token);
    }

    @ConformanceCase(
            id = "EVENT-005",
            section = "5.4 C_Finalize",
            requirement = "C_Finalize logs out, counts no session and ends the session objects",
            effect = Effect.SESSION_OBJECTS)
    void finalizing_leavesNothing(TokenUnderTest token) throws PKCS11Exception {
        Sessions sessions = Sessions.open(token);
        token.login(sessions.readOnly());
        makeObject(token, sessions.readOnly());
        token.p11().C_Finalize(null);
        TokenUnderTest.initialize(token.p11());

        assertNothingLeft(token);
    }

    @ConformanceCase(
            id = "EVENT-006",
            section = "5.5 C_SetPIN",
            requirement = "C_SetPIN leaves the sessions, the login and the objects as they are",
            effect = Effect.CHANGES_PIN)
    void changedPin_keepsTheLogin(TokenUnderTest token) throws PKCS11Exception {
        Sessions sessions = Sessions.open(token);
        token.login(sessions.readOnly());
        long before = keys(token, sessions.readOnly());
        token.setPin(sessions.readWrite(), token.pin(), token.newPin());

        sessions.assertUser(token);
        assertThat(keys(token, sessions.readOnly())).isEqualTo(before);
    }

    @ConformanceCase(
            id = "EVENT-007",
            section = "5.5 C_SetPIN",
            requirement = "A refused C_SetPIN leaves the sessions and the login as they are",
            effect = Effect.CHANGES_PIN)
    void refusedPin_keepsTheLogin(TokenUnderTest token) throws PKCS11Exception {
        Sessions sessions = Sessions.open(token);
        token.login(sessions.readOnly());
        assertReturns(CKR_PIN_INCORRECT, () -> token.setPin(sessions.readWrite(), token.wrongPin(), token.newPin()));

        sessions.assertUser(token);
    }

    @ConformanceCase(
            id = "EVENT-008",
            section = "5.6 C_Logout",
            requirement = "A handle of a private object stays invalid after a logout, though the user logs in again",
            mechanisms = CKM_SHA256_RSA_PKCS)
    void handleOfBefore_staysInvalid(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = TokenKeys.rsa(token, session);
        NotApplicable.unless(
                Boolean.TRUE.equals(Attributes.read(token, session, key, CKA_PRIVATE)),
                "the token's key is not private");
        token.p11().C_Logout(session);
        token.login(session);

        assertReturnsOneOf(
                () -> token.p11().C_SignInit(session, Attributes.mechanism(CKM_SHA256_RSA_PKCS), key, true),
                CKR_KEY_HANDLE_INVALID,
                CKR_OBJECT_HANDLE_INVALID);
    }

    @ConformanceCase(
            id = "EVENT-009",
            section = "5.6 C_Logout",
            requirement = "A logout leaves the sessions open, and the public session objects there",
            effect = Effect.SESSION_OBJECTS)
    void logout_keepsSessionsAndPublicObjects(TokenUnderTest token) throws PKCS11Exception {
        Sessions sessions = Sessions.open(token);
        token.login(sessions.readOnly());
        makeObject(token, sessions.readOnly());
        token.p11().C_Logout(sessions.readWrite());

        sessions.assertPublic(token);
        assertThat(token.find(sessions.readOnly(), string(CKA_LABEL, "event"))).hasSize(1);
        assertThat(keys(token, sessions.readOnly())).isZero();
    }

    /** One session of each kind; both are counted where the token counts. */
    private record Sessions(long readOnly, long readWrite) {
        static Sessions open(TokenUnderTest token) throws PKCS11Exception {
            Sessions sessions = new Sessions(token.openReadOnly(), token.openReadWrite());
            sessions.assertPublic(token);
            return sessions;
        }

        void assertPublic(TokenUnderTest token) throws PKCS11Exception {
            assertStates(token, CKS_RO_PUBLIC_SESSION, CKS_RW_PUBLIC_SESSION);
        }

        void assertUser(TokenUnderTest token) throws PKCS11Exception {
            assertStates(token, CKS_RO_USER_FUNCTIONS, CKS_RW_USER_FUNCTIONS);
        }

        private void assertStates(TokenUnderTest token, long one, long other) throws PKCS11Exception {
            assertThat(token.p11().C_GetSessionInfo(readOnly).state).isEqualTo(one);
            assertThat(token.p11().C_GetSessionInfo(readWrite).state).isEqualTo(other);
            assertCounts(token, 2, 1);
        }
    }

    private static void assertNothingLeft(TokenUnderTest token) throws PKCS11Exception {
        assertCounts(token, 0, 0);
        long session = token.openReadOnly();
        assertThat(token.p11().C_GetSessionInfo(session).state).isEqualTo(CKS_RO_PUBLIC_SESSION);
        assertThat(token.find(session, string(CKA_LABEL, "event"))).isEmpty();
        assertThat(keys(token, session)).isZero();
    }

    private static void assertCounts(TokenUnderTest token, long all, long readWrite) throws PKCS11Exception {
        CK_TOKEN_INFO info = token.p11().C_GetTokenInfo(token.slot());
        assertThat(info.ulSessionCount).as("ulSessionCount").isIn(all, NOT_TOLD);
        assertThat(info.ulRwSessionCount).as("ulRwSessionCount").isIn(readWrite, NOT_TOLD);
    }

    /** How many private objects of the token are seen that are keys. */
    private static long keys(TokenUnderTest token, long session) throws PKCS11Exception {
        return token.find(session, ulong(CKA_CLASS, CKO_PRIVATE_KEY), bool(CKA_PRIVATE, true)).length;
    }

    private static void makeObject(TokenUnderTest token, long session) {
        DataObjects.onToken(token, session, bool(CKA_TOKEN, false), string(CKA_LABEL, "event"));
    }
}
