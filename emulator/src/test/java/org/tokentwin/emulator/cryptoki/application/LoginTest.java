package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.INITIAL_PIN;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.PIN;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.SO_PIN;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.ascii;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.openReadOnly;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.openReadWrite;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cks;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.issuer.KeyType;

/** C_Login, C_SetPIN, C_InitPIN: what the card decides comes out as the standard names it. */
class LoginTest {
    private static final long USER_PIN_FLAGS = Ckf.CKF_USER_PIN_COUNT_LOW
            | Ckf.CKF_USER_PIN_FINAL_TRY
            | Ckf.CKF_USER_PIN_LOCKED
            | Ckf.CKF_USER_PIN_TO_BE_CHANGED;

    private final TokenFixture token = TokenFixture.ready();
    private final Cryptoki application = token.application();

    @Test
    void secondLogin_isRefused() {
        long session = TokenFixture.openUser(application);

        assertCkr(Ckr.CKR_USER_ALREADY_LOGGED_IN, () -> login(application, session, PIN));
        assertCkr(Ckr.CKR_USER_ANOTHER_ALREADY_LOGGED_IN, () -> loginSo(application, session));
    }

    @Test
    void nullPinAndUnknownUser_areRefused() {
        long session = openReadOnly(application);

        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> application.login(session, Cku.CKU_USER, null));
        assertCkr(Ckr.CKR_USER_TYPE_INVALID, () -> application.login(session, 3, ascii(PIN)));
        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> application.login(0, Cku.CKU_USER, ascii(PIN)));
        assertThat(flags()).isZero();
    }

    @Test
    void tokenWithoutSoPin_knowsNoSo() {
        long session = openReadWrite(application);

        assertCkr(Ckr.CKR_USER_TYPE_INVALID, () -> loginSo(application, session));
        assertCkr(Ckr.CKR_SESSION_EXISTS, () -> application.initToken(0, ascii(SO_PIN), new byte[32]));
        application.closeAllSessions(0);
        assertCkr(Ckr.CKR_PIN_LOCKED, () -> application.initToken(0, ascii(SO_PIN), new byte[32]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "Correct-", "Correct-12", "a PIN of more than twenty characters"})
    void wrongPin_isIncorrectWhateverItsLength(String wrong) {
        assertCkr(Ckr.CKR_PIN_INCORRECT, () -> login(application, openReadOnly(application), wrong));
    }

    @Test
    void fourteenWrongPins_leaveTheFinalTry_andTheRightPinRestoresAll() {
        long session = openReadOnly(application);
        wrongPins(session, 1);
        assertThat(flags()).isEqualTo(Ckf.CKF_USER_PIN_COUNT_LOW);
        wrongPins(session, 13);
        assertThat(flags()).isEqualTo(Ckf.CKF_USER_PIN_COUNT_LOW | Ckf.CKF_USER_PIN_FINAL_TRY);

        login(application, session, PIN);

        assertThat(flags()).isZero();
    }

    @Test
    void fifteenthWrongPin_locks_alsoForTheRightOne() {
        long session = openReadWrite(application);
        wrongPins(session, 14);

        assertCkr(Ckr.CKR_PIN_LOCKED, () -> login(application, session, "Wrong-pin1"));

        assertCkr(Ckr.CKR_PIN_LOCKED, () -> login(application, session, PIN));
        assertCkr(Ckr.CKR_PIN_LOCKED, () -> application.setPin(session, ascii(PIN), ascii("Another-1")));
        assertThat(flags()).isEqualTo(Ckf.CKF_USER_PIN_COUNT_LOW | Ckf.CKF_USER_PIN_LOCKED);
    }

    @Test
    void racingApplications_neverGetASixteenthTry() throws Exception {
        AtomicInteger incorrect = new AtomicInteger();
        AtomicInteger locked = new AtomicInteger();
        Callable<Void> guesser = () -> {
            Cryptoki each = token.application();
            long session = openReadOnly(each);
            for (int i = 0; i < 10; i++) {
                try {
                    login(each, session, "Wrong-pin1");
                } catch (CryptokiException e) {
                    (e.ckr() == Ckr.CKR_PIN_LOCKED ? locked : incorrect).incrementAndGet();
                }
            }
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(
                    IntStream.range(0, 4).mapToObj(i -> guesser).toList())) {
                done.get();
            }
        }

        assertThat(incorrect).hasValue(14);
        assertThat(locked).hasValue(26);
    }

    @Test
    void issuedToken_wantsItsPinChangedFirst() {
        TokenFixture issued = TokenFixture.issued();
        Cryptoki fresh = issued.application();
        long session = openReadWrite(fresh);
        assertThat(fresh.getTokenInfo(0).flags() & USER_PIN_FLAGS).isEqualTo(Ckf.CKF_USER_PIN_TO_BE_CHANGED);

        assertCkr(Ckr.CKR_PIN_EXPIRED, () -> login(fresh, session, INITIAL_PIN));
        assertThat(fresh.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RW_PUBLIC_SESSION);
        fresh.setPin(session, ascii(INITIAL_PIN), ascii(PIN));
        login(fresh, session, PIN);

        assertThat(fresh.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RW_USER_FUNCTIONS);
        assertThat(fresh.getTokenInfo(0).flags() & USER_PIN_FLAGS).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "Short-1, CKR_PIN_LEN_RANGE",
        "'', CKR_PIN_LEN_RANGE",
        "Twenty-one-characters, CKR_PIN_LEN_RANGE",
        "no-upper-1, CKR_PIN_INVALID",
        "NO-LOWER-1, CKR_PIN_INVALID",
        "No-digits, CKR_PIN_INVALID",
        "NoSpecial1, CKR_PIN_INVALID",
        "Correct-1, CKR_PIN_INVALID"
    })
    void newPinAgainstThePolicy_isRefusedAndChangesNothing(String newPin, Ckr expected) {
        long session = openReadWrite(application);

        assertCkr(expected, () -> application.setPin(session, ascii(PIN), ascii(newPin)));

        login(application, session, PIN);
        assertThat(flags()).isZero();
    }

    @Test
    void newPinWithAZeroAtItsEnd_isRefused() {
        assertCkr(
                Ckr.CKR_PIN_INVALID,
                () -> application.setPin(openReadWrite(application), ascii(PIN), ascii("Another-1\0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Eight-1!", "Exactly-20-character"})
    void newPinOfLeastAndMostLength_isTaken(String newPin) {
        long session = openReadWrite(application);

        application.setPin(session, ascii(PIN), ascii(newPin));

        login(application, session, newPin);
    }

    @Test
    void wrongOldPin_costsATry() {
        long session = TokenFixture.openUser(application);

        assertCkr(Ckr.CKR_PIN_INCORRECT, () -> application.setPin(session, ascii("Wrong-pin1"), ascii("Another-1")));

        assertThat(flags()).isEqualTo(Ckf.CKF_USER_PIN_COUNT_LOW);
        assertThat(application.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RW_USER_FUNCTIONS);
    }

    @Test
    void setPin_needsAReadWriteSessionAndBothPins() {
        long session = openReadWrite(application);

        assertCkr(
                Ckr.CKR_SESSION_READ_ONLY,
                () -> application.setPin(openReadOnly(application), ascii(PIN), ascii("Another-1")));
        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> application.setPin(session, null, ascii("Another-1")));
        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> application.setPin(session, ascii(PIN), null));
    }

    @Test
    void so_setsTheUserPin_whichThenMustBeChanged() {
        Cryptoki admin = TokenFixture.withSoPin().application();
        long session = openReadWrite(admin);
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> admin.initPin(session, ascii("user-pin")));
        loginSo(admin, session);
        assertThat(admin.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RW_SO_FUNCTIONS);

        assertCkr(Ckr.CKR_PIN_LEN_RANGE, () -> admin.initPin(session, ascii("user")));
        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> admin.initPin(session, null));
        admin.initPin(session, ascii("user-pin"));

        assertThat(admin.getTokenInfo(0).flags() & USER_PIN_FLAGS).isEqualTo(Ckf.CKF_USER_PIN_TO_BE_CHANGED);
        admin.setPin(session, ascii(SO_PIN), ascii("administrator2"));
        admin.logout(session);
        admin.login(session, Cku.CKU_SO, ascii("administrator2"));
    }

    @Test
    void soAndReadOnlySessions_excludeEachOther() {
        Cryptoki admin = TokenFixture.withSoPin().application();
        long readOnly = openReadOnly(admin);
        long session = openReadWrite(admin);

        assertCkr(Ckr.CKR_SESSION_READ_ONLY_EXISTS, () -> loginSo(admin, session));
        admin.closeSession(readOnly);
        loginSo(admin, session);
        assertCkr(Ckr.CKR_SESSION_READ_WRITE_SO_EXISTS, () -> openReadOnly(admin));
        assertCkr(Ckr.CKR_USER_ANOTHER_ALREADY_LOGGED_IN, () -> login(admin, session, PIN));
    }

    @Test
    void so_unlocksAUserPin() {
        Cryptoki admin = TokenFixture.withSoPin().application();
        long session = openReadWrite(admin);
        for (int i = 0; i < 14; i++) {
            assertCkr(Ckr.CKR_PIN_INCORRECT, () -> login(admin, session, "Wrong-pin1"));
        }
        assertCkr(Ckr.CKR_PIN_LOCKED, () -> login(admin, session, "Wrong-pin1"));

        loginSo(admin, session);
        admin.initPin(session, ascii("user-pin"));

        assertThat(admin.getTokenInfo(0).flags() & Ckf.CKF_USER_PIN_LOCKED).isZero();
    }

    @Test
    void wrongSoPin_countsForTheSoOnly() {
        Cryptoki admin = TokenFixture.withSoPin().application();

        assertCkr(
                Ckr.CKR_PIN_INCORRECT,
                () -> admin.login(openReadWrite(admin), Cku.CKU_SO, ascii("not-the-administrator")));
        assertCkr(Ckr.CKR_PIN_INCORRECT, () -> admin.login(openReadWrite(admin), Cku.CKU_SO, ascii("not-the-admin")));

        assertThat(admin.getTokenInfo(0).flags() & Ckf.CKF_SO_PIN_COUNT_LOW).isNotZero();
        assertThat(admin.getTokenInfo(0).flags() & Ckf.CKF_USER_PIN_COUNT_LOW).isZero();
    }

    @Test
    void lockInOneApplication_endsTheStatusOfAnother() {
        Cryptoki victim = token.application();
        long session = TokenFixture.openUser(victim);
        victim.createObject(session, Templates.privateKey(Templates.credential(KeyType.P256)));
        victim.createObject(session, Templates.onToken(Templates.privateKey(Templates.credential(KeyType.P256))));
        long guessing = openReadOnly(application);
        wrongPins(guessing, 14);
        assertCkr(Ckr.CKR_PIN_LOCKED, () -> login(application, guessing, "Wrong-pin1"));

        assertCkr(
                Ckr.CKR_USER_NOT_LOGGED_IN,
                () -> victim.createObject(session, Templates.onToken(Templates.data("label", "value"))));
        victim.logout(session);
        assertThat(victim.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RW_PUBLIC_SESSION);
    }

    private void wrongPins(long session, int count) {
        for (int i = 0; i < count; i++) {
            assertCkr(Ckr.CKR_PIN_INCORRECT, () -> login(application, session, "Wrong-pin1"));
        }
    }

    private long flags() {
        return application.getTokenInfo(0).flags() & USER_PIN_FLAGS;
    }

    private static void login(Cryptoki application, long session, String pin) {
        application.login(session, Cku.CKU_USER, ascii(pin));
    }

    private static void loginSo(Cryptoki application, long session) {
        application.login(session, Cku.CKU_SO, ascii(SO_PIN));
    }
}
