package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tokentwin.emulator.cryptoki.application.CkrAssert.assertCkr;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.PIN;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.ascii;
import static org.tokentwin.emulator.cryptoki.application.TokenFixture.openReadWrite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cks;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.cryptoki.PinPad;
import org.tokentwin.emulator.cryptoki.PinQuestion;
import org.tokentwin.emulator.cryptoki.PinQuestion.Holder;
import org.tokentwin.emulator.cryptoki.PinQuestion.Purpose;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.profile.TokenProfile;

/** The protected authentication path, PKCS#11 v2.40 section 5.6: what happens where a call brings no PIN. */
class PinEntryTest {
    private static final String NEW_PIN = "Xbcdefg-2";
    private static final int TRIES = 15;

    private final TokenFixture token = TokenFixture.issued(TokenProfile.named("hongkongpost-ecert-asking"));
    private final ScriptedPinPad user = new ScriptedPinPad();
    private final Cryptoki application = token.application();
    private final long session = openReadWrite(application);

    @BeforeEach
    void atTheDesk() {
        token.board().pinPad(user);
        application.setPin(session, ascii(TokenFixture.INITIAL_PIN), ascii(PIN));
    }

    @Test
    void tokenInfo_hasTheFlag() {
        assertThat(application.getTokenInfo(0).flags() & Ckf.CKF_PROTECTED_AUTHENTICATION_PATH)
                .isNotZero();
    }

    @Test
    void loginWithoutPin_logsInWithWhatTheUserEnters() {
        user.entering(PIN);

        application.login(session, Cku.CKU_USER, null);

        assertThat(application.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RW_USER_FUNCTIONS);
        String serial = application.getTokenInfo(0).serialNumber();
        assertThat(user.questions())
                .containsExactly(new PinQuestion(
                        Purpose.LOGIN,
                        Holder.USER,
                        Program.UNKNOWN,
                        "My Token",
                        serial,
                        TRIES,
                        TRIES,
                        8,
                        20,
                        List.of("upper", "lower", "digit", "special")));
    }

    @Test
    void pinThatIsGiven_isTakenAndNobodyAsked() {
        application.login(session, Cku.CKU_USER, ascii(PIN));

        assertThat(user.questions()).isEmpty();
    }

    @Test
    void enteredPins_areWiped() {
        user.entering("Wrong-pin-1");
        assertCkr(Ckr.CKR_PIN_INCORRECT, () -> application.login(session, Cku.CKU_USER, null));
        user.entering(PIN);
        application.login(session, Cku.CKU_USER, null);

        assertThat(user.handedOver())
                .hasSize(2)
                .allSatisfy(pin -> assertThat(pin).containsOnly(0));
    }

    @Test
    void cancel_costsNoTry() {
        assertCkr(Ckr.CKR_FUNCTION_CANCELED, () -> application.login(session, Cku.CKU_USER, null));
        user.entering("Wrong-pin-1");
        assertCkr(Ckr.CKR_PIN_INCORRECT, () -> application.login(session, Cku.CKU_USER, null));
        user.entering();
        assertCkr(Ckr.CKR_FUNCTION_CANCELED, () -> application.login(session, Cku.CKU_USER, null));

        assertThat(user.questions()).extracting(PinQuestion::triesLeft).containsExactly(TRIES, TRIES, TRIES - 1);
        assertThat(application.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RW_PUBLIC_SESSION);
    }

    @Test
    void nobodyToAsk_failsAndCostsNoTry() {
        token.board().pinPad(PinPad.NONE);

        assertCkr(Ckr.CKR_FUNCTION_FAILED, () -> application.login(session, Cku.CKU_USER, null));
        assertThat(application.getTokenInfo(0).flags() & Ckf.CKF_USER_PIN_COUNT_LOW)
                .isZero();
    }

    @Test
    void tokenWithoutSuchAPath_takesNoNullPin() {
        TokenFixture plain = TokenFixture.ready();
        plain.board().pinPad(user.entering(PIN));
        Cryptoki other = plain.application();
        long others = openReadWrite(other);

        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> other.login(others, Cku.CKU_USER, null));
        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> other.setPin(others, null, null));
        assertThat(user.questions()).isEmpty();
    }

    @Test
    void nobodyIsAskedInVain() {
        user.entering(PIN);
        assertCkr(Ckr.CKR_USER_TYPE_INVALID, () -> application.login(session, Cku.CKU_SO, null));
        assertCkr(Ckr.CKR_USER_TYPE_INVALID, () -> application.login(session, 7, null));
        assertCkr(Ckr.CKR_SESSION_HANDLE_INVALID, () -> application.login(session + 1, Cku.CKU_USER, null));
        assertCkr(Ckr.CKR_OPERATION_NOT_INITIALIZED, () -> application.login(session, Cku.CKU_CONTEXT_SPECIFIC, null));
        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> application.setPin(session, null, ascii(NEW_PIN)));
        assertCkr(Ckr.CKR_ARGUMENTS_BAD, () -> application.setPin(session, ascii(PIN), null));
        assertCkr(Ckr.CKR_USER_NOT_LOGGED_IN, () -> application.initPin(session, null));
        long readOnly = TokenFixture.openReadOnly(application);
        assertCkr(Ckr.CKR_SESSION_READ_ONLY, () -> application.setPin(readOnly, null, null));
        application.login(session, Cku.CKU_USER, ascii(PIN));
        assertCkr(Ckr.CKR_USER_ALREADY_LOGGED_IN, () -> application.login(session, Cku.CKU_USER, null));

        assertThat(user.questions()).isEmpty();
    }

    @Test
    void lockedToken_isSaidToBeAndNobodyAsked() {
        for (int i = 1; i < TRIES; i++) {
            assertCkr(Ckr.CKR_PIN_INCORRECT, () -> application.login(session, Cku.CKU_USER, ascii("Wrong-pin-1")));
        }
        assertCkr(Ckr.CKR_PIN_LOCKED, () -> application.login(session, Cku.CKU_USER, ascii("Wrong-pin-1")));
        user.entering(PIN);

        assertCkr(Ckr.CKR_PIN_LOCKED, () -> application.login(session, Cku.CKU_USER, null));
        assertThat(user.questions()).isEmpty();
    }

    @Test
    void setPinWithoutPins_changesToWhatTheUserEnters() {
        user.entering(PIN, NEW_PIN);

        application.setPin(session, null, null);

        assertThat(user.questions()).extracting(PinQuestion::purpose).containsExactly(Purpose.CHANGE);
        assertThat(user.handedOver())
                .hasSize(2)
                .allSatisfy(pin -> assertThat(pin).containsOnly(0));
        application.login(session, Cku.CKU_USER, ascii(NEW_PIN));
    }

    @Test
    void newPinThatTheCardRefuses_leavesTheOldOne() {
        user.entering(PIN, "weakweakweak");

        assertCkr(Ckr.CKR_PIN_INVALID, () -> application.setPin(session, null, null));
        application.login(session, Cku.CKU_USER, ascii(PIN));
    }

    @Test
    void keyThatWantsThePinForEachUse_hasItAskedFor() {
        application.login(session, Cku.CKU_USER, ascii(PIN));
        long key = application.createObject(
                session,
                Templates.with(
                        Templates.privateKey(Templates.credential(KeyType.P256)),
                        Attribute.ofBoolean(Cka.CKA_ALWAYS_AUTHENTICATE, true)));
        application.signInit(session, Mechanism.of(Ckm.CKM_ECDSA_SHA256), key);
        assertCkr(Ckr.CKR_FUNCTION_CANCELED, () -> application.login(session, Cku.CKU_CONTEXT_SPECIFIC, null));
        user.entering(PIN);

        application.login(session, Cku.CKU_CONTEXT_SPECIFIC, null);

        OutputBuffer signature = OutputBuffer.of(64);
        application.sign(session, ascii("document"), signature);
        assertThat(signature.length()).isEqualTo(64);
        assertThat(user.questions()).extracting(PinQuestion::purpose).containsOnly(Purpose.USE_KEY);
    }

    @Test
    void otherCalls_goOnWhileTheUserIsAsked() {
        user.entering(PIN).meanwhile(() -> {
            application.getSessionInfo(session);
            application.closeSession(openReadWrite(application));
            Cryptoki other = token.application();
            other.login(openReadWrite(other), Cku.CKU_USER, ascii(PIN));
        });

        application.login(session, Cku.CKU_USER, null);
        assertThat(application.getSessionInfo(session).state()).isEqualTo(Cks.CKS_RW_USER_FUNCTIONS);
    }

    @Test
    void pinThatNobodyWaitsForAnyMore_isNotUsed() {
        user.entering(PIN).meanwhile(() -> application.closeSession(session));
        assertCkr(Ckr.CKR_FUNCTION_CANCELED, () -> application.login(session, Cku.CKU_USER, null));

        long again = openReadWrite(application);
        user.meanwhile(() -> token.reader().remove());
        assertCkr(Ckr.CKR_FUNCTION_CANCELED, () -> application.login(again, Cku.CKU_USER, null));

        token.reader().insert(token.card());
        long third = openReadWrite(application);
        user.meanwhile(() -> application.finalizeCryptoki(false));
        assertCkr(Ckr.CKR_FUNCTION_CANCELED, () -> application.login(third, Cku.CKU_USER, null));
    }

    @Test
    void administrator_isAskedToo(@TempDir Path directory) throws IOException {
        Path profile = Files.writeString(directory.resolve("asking-5110.toml"), """
                based-on = "safenet-etoken-5110"
                [token]
                flags = ["CKF_LOGIN_REQUIRED", "CKF_PROTECTED_AUTHENTICATION_PATH"]
                """);
        TokenFixture theirs = TokenFixture.issued(TokenProfile.load(profile));
        theirs.board().pinPad(user);
        Cryptoki other = theirs.application();
        long administrator = openReadWrite(other);

        user.entering(TokenFixture.SO_PIN);
        other.login(administrator, Cku.CKU_SO, null);
        user.entering("Fresh-user-1");
        other.initPin(administrator, null);
        user.entering(TokenFixture.SO_PIN, "another-administrator");
        assertCkr(Ckr.CKR_PIN_LEN_RANGE, () -> other.setPin(administrator, null, null));
        user.entering(TokenFixture.SO_PIN, "administrator-2");
        other.setPin(administrator, null, null);

        assertThat(user.questions())
                .extracting(PinQuestion::purpose, PinQuestion::holder)
                .containsExactly(
                        tuple(Purpose.LOGIN, Holder.SO),
                        tuple(Purpose.SET, Holder.USER),
                        tuple(Purpose.CHANGE, Holder.SO),
                        tuple(Purpose.CHANGE, Holder.SO));
        other.logout(administrator);
        other.login(administrator, Cku.CKU_SO, ascii("administrator-2"));
    }
}
