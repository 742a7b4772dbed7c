package org.tokentwin.conformance.cases.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOrDoesNothing;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_RW_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_STATE_UNSAVEABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_USER_FUNCTIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_USER_FUNCTIONS;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.SignatureBlock;

/** The states of sessions as logins come and go, and what one session keeps from another. */
@ExtendWith(ConformanceExtension.class)
class SessionStateCases {
    private static final long NOT_TOLD = -1;

    @ConformanceCase(
            id = "STATE-001",
            section = "5.6 C_Login",
            requirement = "A login moves read-only and read-write sessions to the user's states, a logout back")
    void states_followTheLogin(TokenUnderTest token) throws PKCS11Exception {
        long readOnly = token.openReadOnly();
        long readWrite = token.openReadWrite();
        token.login(readWrite);
        assertThat(state(token, readOnly)).isEqualTo(CKS_RO_USER_FUNCTIONS);
        assertThat(state(token, readWrite)).isEqualTo(CKS_RW_USER_FUNCTIONS);
        token.p11().C_Logout(readOnly);
        assertThat(state(token, readOnly)).isEqualTo(CKS_RO_PUBLIC_SESSION);
        assertThat(state(token, readWrite)).isEqualTo(CKS_RW_PUBLIC_SESSION);
    }

    @ConformanceCase(
            id = "STATE-002",
            section = "5.6 C_Logout",
            requirement = "A logout without a login returns CKR_USER_NOT_LOGGED_IN")
    void logoutWithoutLogin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();

        assertReturnsOrDoesNothing(CKR_USER_NOT_LOGGED_IN, () -> token.p11().C_Logout(session));
    }

    @ConformanceCase(
            id = "STATE-003",
            section = "3.3 CK_SESSION_INFO",
            requirement = "A session's info has the flags that it was opened with, its slot, and no device error")
    void info_isOfTheSession(TokenUnderTest token) throws PKCS11Exception {
        long readOnly = token.openReadOnly();
        long readWrite = token.openReadWrite();

        assertThat(token.p11().C_GetSessionInfo(readOnly).flags).isEqualTo(CKF_SERIAL_SESSION);
        assertThat(token.p11().C_GetSessionInfo(readWrite).flags).isEqualTo(CKF_SERIAL_SESSION | CKF_RW_SESSION);
        assertThat(token.p11().C_GetSessionInfo(readWrite).ulDeviceError).isZero();
    }

    @ConformanceCase(
            id = "STATE-004",
            section = "3.2 CK_TOKEN_INFO",
            requirement = "The token's info counts the sessions, or says that it does not")
    void sessions_areCounted(TokenUnderTest token) throws PKCS11Exception {
        token.openReadOnly();
        token.openReadOnly();
        token.openReadWrite();

        assertThat(token.p11().C_GetTokenInfo(token.slot()).ulSessionCount).isIn(3L, NOT_TOLD);
        assertThat(token.p11().C_GetTokenInfo(token.slot()).ulRwSessionCount).isIn(1L, NOT_TOLD);
    }

    @ConformanceCase(
            id = "STATE-005",
            section = "2.6.7",
            requirement = "Two sessions digest by turns, each its own message",
            mechanisms = CKM_SHA256)
    void operations_belongToTheirSession(TokenUnderTest token) throws PKCS11Exception {
        long one = token.openReadOnly();
        long two = token.openReadOnly();
        token.p11().C_DigestInit(one, mechanism(CKM_SHA256), true);
        token.p11().C_DigestInit(two, mechanism(CKM_SHA256), true);
        token.p11().C_DigestUpdate(one, new byte[] {1});
        token.p11().C_DigestUpdate(two, new byte[] {2});
        assertThat(token.p11().C_DigestFinal(one)).isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, new byte[] {1}));
        assertThat(token.p11().C_DigestFinal(two)).isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, new byte[] {2}));
    }

    @ConformanceCase(
            id = "STATE-006",
            section = "5.6 C_CloseSession",
            requirement = "Closing a session ends its operation, and not that of another",
            mechanisms = CKM_SHA256)
    void closedSession_endsItsOperationOnly(TokenUnderTest token) throws PKCS11Exception {
        long one = token.openReadOnly();
        long two = token.openReadOnly();
        token.p11().C_DigestInit(one, mechanism(CKM_SHA256), true);
        token.p11().C_DigestInit(two, mechanism(CKM_SHA256), true);
        token.p11().C_CloseSession(one);
        long three = token.openReadOnly();

        assertOk(() -> token.p11().C_Digest(two, new byte[] {1}));
        assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> token.p11().C_Digest(three, new byte[] {1}));
    }

    @ConformanceCase(
            id = "STATE-007",
            section = "5.6 C_GetOperationState",
            requirement = "A digest that is saved in one session goes on in another, where the token can save one",
            mechanisms = CKM_SHA256)
    void savedDigest_goesOn(TokenUnderTest token) throws PKCS11Exception {
        long one = token.openReadOnly();
        token.p11().C_DigestInit(one, mechanism(CKM_SHA256), true);
        token.p11().C_DigestUpdate(one, new byte[] {1});
        long seen = Returns.of(() -> token.p11().C_GetOperationState(one));
        NotApplicable.unless(
                seen != CKR_FUNCTION_NOT_SUPPORTED && seen != CKR_STATE_UNSAVEABLE, "the token saves no operation");
        byte[] saved = token.p11().C_GetOperationState(one);
        long two = token.openReadOnly();
        token.p11().C_SetOperationState(two, saved, 0, 0);

        assertThat(token.p11().C_DigestFinal(two)).isEqualTo(SignatureBlock.hash(HashAlgorithm.SHA256, new byte[] {1}));
    }

    @ConformanceCase(
            id = "STATE-008",
            section = "5.5 C_InitToken",
            requirement = "C_InitToken with a wrong SO PIN leaves the token as it was",
            effect = Effect.INITIALISES)
    void initTokenWithWrongPin_changesNothing(TokenUnderTest token) throws PKCS11Exception {
        int before = token.find(token.openReadOnly(), ulong(CKA_CLASS, CKO_CERTIFICATE)).length;
        token.p11().C_CloseAllSessions(token.slot());
        char[] label = "x".repeat(32).toCharArray();

        assertThat(Returns.of(() -> token.p11().C_InitToken(token.slot(), "no such PIN".toCharArray(), label, true)))
                .isNotEqualTo(CKR_OK);
        long session = token.openReadOnlyUser();
        assertThat(token.find(session, ulong(CKA_CLASS, CKO_CERTIFICATE))).hasSize(before);
        assertThat(String.valueOf(token.p11().C_GetTokenInfo(token.slot()).label))
                .doesNotContain("xxxx");
    }

    @ConformanceCase(
            id = "STATE-009",
            section = "5.5 C_InitToken",
            requirement = "C_InitToken is refused while a session is open",
            effect = Effect.INITIALISES)
    void initTokenWithSession_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        int before = token.find(session).length;
        char[] label = "x".repeat(32).toCharArray();

        assertThat(Returns.of(() -> token.p11().C_InitToken(token.slot(), "no such PIN".toCharArray(), label, true)))
                .isNotEqualTo(CKR_OK);
        token.assertNothingLeft(session, before);
    }

    private static long state(TokenUnderTest token, long session) throws PKCS11Exception {
        return token.p11().C_GetSessionInfo(session).state;
    }
}
