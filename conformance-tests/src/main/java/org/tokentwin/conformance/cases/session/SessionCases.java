package org.tokentwin.conformance.cases.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_RW_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_PARALLEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_PARALLEL_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RO_USER_FUNCTIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_USER_FUNCTIONS;

import iaik.pkcs.pkcs11.wrapper.CK_SESSION_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.TokenUnderTest;

@ExtendWith(ConformanceExtension.class)
class SessionCases {
    @ConformanceCase(
            id = "SESSION-001",
            section = "5.6 C_OpenSession",
            requirement = "A read-only session without login is in state CKS_RO_PUBLIC_SESSION")
    void readOnlySession_isPublic(TokenUnderTest token) throws PKCS11Exception {
        CK_SESSION_INFO info = token.p11().C_GetSessionInfo(token.openReadOnly());

        assertThat(info.state).isEqualTo(CKS_RO_PUBLIC_SESSION);
        assertThat(info.flags).isEqualTo(CKF_SERIAL_SESSION);
        assertThat(info.slotID).isEqualTo(token.slot());
    }

    @ConformanceCase(
            id = "SESSION-002",
            section = "5.6 C_OpenSession",
            requirement = "A read-write session without login is in state CKS_RW_PUBLIC_SESSION")
    void readWriteSession_isPublic(TokenUnderTest token) throws PKCS11Exception {
        CK_SESSION_INFO info = token.p11().C_GetSessionInfo(token.openReadWrite());

        assertThat(info.state).isEqualTo(CKS_RW_PUBLIC_SESSION);
        assertThat(info.flags).isEqualTo(CKF_SERIAL_SESSION | CKF_RW_SESSION);
    }

    @ConformanceCase(
            id = "SESSION-003",
            section = "5.6 C_OpenSession",
            requirement = "Without CKF_SERIAL_SESSION it returns CKR_SESSION_PARALLEL_NOT_SUPPORTED")
    void parallelSession_isRefused(TokenUnderTest token) {
        assertReturns(
                CKR_SESSION_PARALLEL_NOT_SUPPORTED,
                () -> token.p11().C_OpenSession(token.slot(), CKF_RW_SESSION, null, null));
    }

    @ConformanceCase(
            id = "SESSION-004",
            section = "5.6 C_CloseSession",
            requirement = "A closed session's handle returns CKR_SESSION_HANDLE_INVALID")
    void closedSession_isGone(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        token.p11().C_CloseSession(session);

        assertReturns(CKR_SESSION_HANDLE_INVALID, () -> token.p11().C_GetSessionInfo(session));
        assertReturns(CKR_SESSION_HANDLE_INVALID, () -> token.p11().C_CloseSession(session));
    }

    @ConformanceCase(
            id = "SESSION-005",
            section = "5.6",
            requirement =
                    "A handle that was never given returns CKR_SESSION_HANDLE_INVALID from every kind of function")
    void unknownHandle_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long unknown = token.openReadOnly() ^ 0x5A5A_5A5AL;

        assertReturns(CKR_SESSION_HANDLE_INVALID, () -> token.p11().C_GetSessionInfo(unknown));
        assertReturns(CKR_SESSION_HANDLE_INVALID, () -> token.p11().C_Logout(unknown));
        assertReturns(CKR_SESSION_HANDLE_INVALID, () -> token.find(unknown));
        assertReturns(CKR_SESSION_HANDLE_INVALID, () -> token.p11().C_GenerateRandom(unknown, new byte[8]));
    }

    @ConformanceCase(
            id = "SESSION-006",
            section = "5.6 C_OpenSession",
            requirement = "Sessions that are open together have different handles, none of them 0")
    void handles_differ(TokenUnderTest token) throws PKCS11Exception {
        long[] sessions = {token.openReadOnly(), token.openReadOnly(), token.openReadWrite(), token.openReadWrite()};

        assertThat(sessions).doesNotHaveDuplicates().doesNotContain(0L);
    }

    @ConformanceCase(
            id = "SESSION-007",
            section = "5.6 C_CloseAllSessions",
            requirement = "C_CloseAllSessions closes every session of the slot")
    void closeAllSessions_closesEach(TokenUnderTest token) throws PKCS11Exception {
        long first = token.openReadOnly();
        long second = token.openReadWrite();
        token.p11().C_CloseAllSessions(token.slot());

        assertReturns(CKR_SESSION_HANDLE_INVALID, () -> token.p11().C_GetSessionInfo(first));
        assertReturns(CKR_SESSION_HANDLE_INVALID, () -> token.p11().C_GetSessionInfo(second));
    }

    @ConformanceCase(
            id = "SESSION-008",
            section = "5.6 C_CloseSession",
            requirement = "Closing the last session logs the user out")
    void closingLastSession_logsOut(TokenUnderTest token) throws PKCS11Exception {
        token.p11().C_CloseSession(token.openReadOnlyUser());

        assertThat(state(token, token.openReadOnly())).isEqualTo(CKS_RO_PUBLIC_SESSION);
    }

    @ConformanceCase(
            id = "SESSION-009",
            section = "5.6 C_CloseSession",
            requirement = "Closing one of two sessions leaves the user logged in")
    void closingOneOfTwo_staysLoggedIn(TokenUnderTest token) throws PKCS11Exception {
        long first = token.openReadOnlyUser();
        long second = token.openReadOnly();
        token.p11().C_CloseSession(first);

        assertThat(state(token, second)).isEqualTo(CKS_RO_USER_FUNCTIONS);
    }

    @ConformanceCase(
            id = "SESSION-010",
            section = "5.6 C_Login",
            requirement = "A login holds for all sessions of the application, those opened later too")
    void login_holdsForAllSessions(TokenUnderTest token) throws PKCS11Exception {
        long before = token.openReadWrite();
        long login = token.openReadOnlyUser();
        long after = token.openReadWrite();

        assertThat(state(token, before)).isEqualTo(CKS_RW_USER_FUNCTIONS);
        assertThat(state(token, login)).isEqualTo(CKS_RO_USER_FUNCTIONS);
        assertThat(state(token, after)).isEqualTo(CKS_RW_USER_FUNCTIONS);
    }

    @ConformanceCase(
            id = "SESSION-011",
            section = "5.16 C_GetFunctionStatus",
            requirement = "The legacy functions return CKR_FUNCTION_NOT_PARALLEL")
    void legacyFunctions_areNotParallel(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();

        assertReturns(CKR_FUNCTION_NOT_PARALLEL, () -> token.p11().C_GetFunctionStatus(session));
        assertReturns(CKR_FUNCTION_NOT_PARALLEL, () -> token.p11().C_CancelFunction(session));
    }

    @ConformanceCase(
            id = "SESSION-012",
            section = "5.6 C_OpenSession",
            requirement = "A hundred sessions can be open at once")
    void manySessions_areOpenAtOnce(TokenUnderTest token) throws PKCS11Exception {
        for (int i = 0; i < 100; i++) {
            token.openReadOnly();
        }
        assertOk(() -> token.p11().C_CloseAllSessions(token.slot()));
    }

    private static long state(TokenUnderTest token, long session) throws PKCS11Exception {
        return token.p11().C_GetSessionInfo(session).state;
    }
}
