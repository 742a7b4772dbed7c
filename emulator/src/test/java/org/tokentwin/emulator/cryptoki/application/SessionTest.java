package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.ascii;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.openReadOnly;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.openReadWrite;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cks;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.InitializeArgs;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.cryptoki.SessionInfo;

/** PKCS#11 v2.40 sections 5.4 and 5.6. */
class SessionTest {
    private final TokenFixture token = TokenFixture.ready();
    private final Cryptoki application = token.application();

    @Test
    void beforeInitialize_everyFunctionIsRefused() {
        Cryptoki other = new CryptokiApplication(token.board(), Program.UNKNOWN, 1);

        assertCkr(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, other::getInfo);
        assertCkr(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, () -> other.getSlotList(true));
        assertCkr(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, () -> openReadOnly(other));
        assertCkr(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, () -> other.getOperationState(1, OutputBuffer.lengthOnly()));
        assertCkr(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, () -> other.finalizeCryptoki(false));
    }

    @Test
    void secondInitialize_isRefused() {
        assertCkr(Ckr.CKR_CRYPTOKI_ALREADY_INITIALIZED, () -> application.initialize(null));
    }

    @Test
    void initializeArguments_areChecked() {
        Cryptoki other = new CryptokiApplication(token.board(), Program.UNKNOWN, 1);

        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> other.initialize(new InitializeArgs(0, 0, true)));
        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> other.initialize(new InitializeArgs(3, Ckf.CKF_OS_LOCKING_OK, false)));
        assertCkr(Ckr.CKR_CANT_LOCK, () -> other.initialize(new InitializeArgs(4, 0, false)));
        other.initialize(new InitializeArgs(4, Ckf.CKF_OS_LOCKING_OK, false));
        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> other.finalizeCryptoki(true));
    }

    @Test
    void finalize_endsSessionsAndLogin() {
        long session = TokenFixture.openUser(application);
        application.finalizeCryptoki(false);
        application.initialize(null);

        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> application.getSessionInfo(session));
        assertThat(application.getSessionInfo(openReadWrite(application)).state())
                .isEqualTo(Cks.CKS_RW_PUBLIC_SESSION);
    }

    @Test
    void openSession_needsSerialAToken_andASlot() {
        assertCkr(Ckr.CKR_SESSION_PARALLEL_NOT_SUPPORTED, () -> application.openSession(0, Ckf.CKF_RW_SESSION));
        assertCkr(Ckr.CKR_TOKEN_NOT_PRESENT, () -> application.openSession(1, Ckf.CKF_SERIAL_SESSION));
        assertCkr(Ckr.CKR_SLOT_ID_INVALID, () -> application.openSession(4, Ckf.CKF_SERIAL_SESSION));
        assertCkr(Ckr.CKR_SLOT_ID_INVALID, () -> application.openSession(-1, Ckf.CKF_SERIAL_SESSION));
    }

    @Test
    void sessionInfo_tellsSlotStateAndFlags() {
        assertThat(application.getSessionInfo(openReadOnly(application)))
                .isEqualTo(new SessionInfo(0, Cks.CKS_RO_PUBLIC_SESSION, Ckf.CKF_SERIAL_SESSION, 0));
        assertThat(application.getSessionInfo(openReadWrite(application)))
                .isEqualTo(
                        new SessionInfo(0, Cks.CKS_RW_PUBLIC_SESSION, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION, 0));
    }

    @Test
    void handles_areNeverZeroAndNeverTheSame() {
        Set<Long> handles = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            long session = openReadOnly(application);
            assertThat(session).isPositive().isLessThan(1L << 31);
            assertThat(handles.add(session)).isTrue();
            application.closeSession(session);
        }
    }

    @Test
    void login_countsForAllSessionsOfTheApplication_andForNoOther() {
        long readOnly = openReadOnly(application);
        Cryptoki other = token.application();
        long foreign = openReadOnly(other);
        TokenFixture.openUser(application);

        assertThat(application.getSessionInfo(readOnly).state()).isEqualTo(Cks.CKS_RO_USER_FUNCTIONS);
        assertThat(application.getSessionInfo(openReadWrite(application)).state())
                .isEqualTo(Cks.CKS_RW_USER_FUNCTIONS);
        assertThat(other.getSessionInfo(foreign).state()).isEqualTo(Cks.CKS_RO_PUBLIC_SESSION);
    }

    @Test
    void closingTheLastSession_logsOut() {
        long session = TokenFixture.openUser(application);
        long second = openReadOnly(application);

        application.closeSession(session);
        assertThat(application.getSessionInfo(second).state()).isEqualTo(Cks.CKS_RO_USER_FUNCTIONS);
        application.closeSession(second);

        assertThat(application.getSessionInfo(openReadOnly(application)).state())
                .isEqualTo(Cks.CKS_RO_PUBLIC_SESSION);
        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> application.closeSession(session));
    }

    @Test
    void closeAllSessions_closesThisApplicationsOnly() {
        Cryptoki other = token.application();
        long foreign = openReadOnly(other);
        long first = TokenFixture.openUser(application);
        long second = openReadOnly(application);

        application.closeAllSessions(0);

        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> application.getSessionInfo(first));
        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> application.getSessionInfo(second));
        assertThat(other.getSessionInfo(foreign).slotId()).isZero();
        assertCkr(Ckr.CKR_SLOT_ID_INVALID, () -> application.closeAllSessions(99));
    }

    @Test
    void anotherApplicationsSession_isNoHandleHere() {
        long foreign = openReadOnly(token.application());

        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> application.getSessionInfo(foreign));
    }

    @Test
    void logout_withoutLogin_isRefused() {
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.logout(openReadOnly(application)));
    }

    @Test
    void unsupportedFunctions_lookAtTheSessionFirst() {
        long session = openReadOnly(application);

        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> application.getOperationState(0, OutputBuffer.lengthOnly()));
        assertCkr(
                Ckr.CKR_FUNCTION_NOT_SUPPORTED,
                () -> application.getOperationState(session, OutputBuffer.lengthOnly()));
        assertCkr(Ckr.CKR_FUNCTION_NOT_PARALLEL, () -> application.getFunctionStatus(session));
        assertCkr(Ckr.CKR_FUNCTION_NOT_PARALLEL, () -> application.cancelFunction(session));
        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> application.cancelFunction(0));
    }

    @Test
    void random_comesInAnyLengthAndDiffers() {
        long session = openReadOnly(application);
        application.seedRandom(session, ascii("seed"));

        byte[] one = application.generateRandom(session, 3000);
        byte[] other = application.generateRandom(session, 3000);

        assertThat(one).hasSize(3000).isNotEqualTo(other);
        assertThat(application.generateRandom(session, 0)).isEmpty();
    }

    @Test
    void manyApplications_areLoggedInSideBySide() {
        for (int i = 0; i < 40; i++) {
            Cryptoki each = token.application();
            long session = openReadOnly(each);
            each.login(session, Cku.CKU_USER, ascii(TokenFixture.PIN));
            assertThat(each.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RO_USER_FUNCTIONS);
        }
    }

    @Test
    void loginsThatEnd_giveTheirChannelBack() {
        long keeper = openReadOnly(application);
        for (int i = 0; i < 200; i++) {
            application.login(keeper, Cku.CKU_USER, ascii(TokenFixture.PIN));
            application.logout(keeper);
        }

        assertThat(application.getSessionInfo(keeper).state()).isEqualTo(Cks.CKS_RO_PUBLIC_SESSION);
    }
}
