package org.tokentwin.client.window.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.Pin;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.window.model.PinAnswer.Kind;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.emulator.EmulatedToken;

/** What a token answers to a password, in plain words, and what the window sees of tokens that come and go. */
class TokenDeskTest {
    private static final String CURRENT = InsertedToken.PIN;
    private static final String NEW = "Ghijkl2?";
    private static final Texts ENGLISH = Texts.in(Language.ENGLISH);

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @AutoClose
    private final TokenDesk desk = TokenDesk.open(inserted.module(), TokenClient::slots);

    @Test
    void ecertToken_isSeenWithItsCertificates() {
        TokenView token = token();

        assertThat(token.name()).isEqualTo("My Token");
        assertThat(token.ecert()).isTrue();
        assertThat(token.certificates(false)).hasSize(1);
        assertThat(token.certificates(true)).hasSize(2);
        assertThat(token.keys()).isEmpty();
    }

    @Test
    void rightPassword_isChanged() {
        PinAnswer answer = change(CURRENT, NEW);

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        assertThat(ENGLISH.say(answer.text())).isEqualTo("The password of My Token was changed.");
        assertThat(logOn(NEW).kind()).isEqualTo(Kind.DONE);
    }

    @Test
    void wrongPassword_saysHowManyTriesAreLeft() {
        PinAnswer answer = change("Wrong123!", NEW);

        assertThat(answer.kind()).isEqualTo(Kind.WRONG);
        assertThat(ENGLISH.say(answer.text())).contains("14 tries are left");
    }

    @Test
    void newPasswordThatLacksAClass_isRefusedInWords() {
        PinAnswer answer = change(CURRENT, "ghijkl2?");

        assertThat(answer.kind()).isEqualTo(Kind.REFUSED);
        assertThat(ENGLISH.say(answer.text())).contains("upper case").contains("old password still holds");
    }

    @Test
    void newPasswordThatIsTooShort_isRefusedInWords() {
        PinAnswer answer = change(CURRENT, "Gh2?");

        assertThat(answer.kind()).isEqualTo(Kind.REFUSED);
        assertThat(ENGLISH.say(answer.text())).contains("8 to 20 characters");
    }

    @Test
    void lastTry_isNotSpentUnasked() {
        for (int i = 0; i < 14; i++) {
            assertThat(logOn("Wrong123!").kind()).isEqualTo(Kind.WRONG);
        }

        assertThat(logOn(CURRENT).kind()).isEqualTo(Kind.LAST_TRY);
        assertThat(desk.logOn(token(), pin(CURRENT), TryRisk.ALLOW_FINAL_TRY).kind())
                .isEqualTo(Kind.DONE);
        assertThat(token().pin().triesLeft()).hasValue(15);
    }

    @Test
    void fifteenWrongPasswords_lockTheTokenAndSayWhatTheGuideSays() {
        PinAnswer last = PinAnswer.lastTry();
        for (int i = 0; i < 15; i++) {
            last = desk.logOn(token(), pin("Wrong123!"), TryRisk.ALLOW_FINAL_TRY);
        }

        assertThat(last.kind()).isEqualTo(Kind.LOCKED);
        assertThat(ENGLISH.say(last.text())).contains("have the e-Cert revoked");
        assertThat(change(CURRENT, NEW).kind()).isEqualTo(Kind.LOCKED);
    }

    @Test
    void passwordOfTheEnvelope_mustBeChangedFirst() {
        try (InsertedToken fromThePost = InsertedToken.of(EmulatedToken.order().withInitialPin());
                TokenDesk its = TokenDesk.open(fromThePost.module(), TokenClient::slots)) {
            TokenView token = its.look().tokens().getFirst();
            String initial = new String(fromThePost.token().initialPin());

            assertThat(token.pin().toBeChanged()).isTrue();
            assertThat(its.logOn(token, pin(initial), TryRisk.KEEP_FINAL_TRY).kind())
                    .isEqualTo(Kind.MUST_CHANGE);
            assertThat(its.changePin(token, pin(initial), pin(NEW), TryRisk.KEEP_FINAL_TRY)
                            .kind())
                    .isEqualTo(Kind.DONE);
        }
    }

    @Test
    void logOn_showsPrivateKeysUntilLogOff() {
        logOn(CURRENT);

        assertThat(token().loggedOn()).isTrue();
        assertThat(token().keys()).hasSize(1);
        desk.logOff(token());
        assertThat(token().loggedOn()).isFalse();
        assertThat(token().keys()).isEmpty();
    }

    @Test
    void content_isDeletedAfterLogOnAndThePasswordStays() {
        TokenView before = token();
        assertThatThrownBy(() -> desk.deleteContent(before)).isInstanceOf(TokenException.class);
        assertThat(token().certificates()).hasSize(3);
        logOn(CURRENT);

        assertThat(desk.deleteContent(token())).isEqualTo(4);
        assertThat(token().certificates()).isEmpty();
        assertThat(token().keys()).isEmpty();
        assertThat(change(CURRENT, NEW).kind()).isEqualTo(Kind.DONE);
    }

    /** Nobody named the token that came into the slot meanwhile. */
    @Test
    void contentOfAnotherTokenInTheSameSlot_isLeftAlone() {
        logOn(CURRENT);
        TokenView named = token();
        inserted.emulator().remove(inserted.token());
        try (EmulatedToken other =
                EmulatedToken.order().withPin(CURRENT).withTestKey().issue()) {
            inserted.emulator().insert(other);

            assertThatThrownBy(() -> desk.deleteContent(named)).isInstanceOf(TokenException.class);
            assertThat(token().token().serial()).isEqualTo(other.serial());
            logOn(CURRENT);
            assertThatThrownBy(() -> desk.deleteContent(named)).isInstanceOf(TokenException.class);
            assertThat(token().certificates()).hasSize(3);
            inserted.emulator().remove(other);
        }
    }

    @Test
    void tokenThatWasTakenOut_isToldAndForgotten() {
        TokenView before = token();
        logOn(CURRENT);
        inserted.emulator().remove(inserted.token());

        assertThat(desk.changePin(before, pin(CURRENT), pin(NEW), TryRisk.KEEP_FINAL_TRY)
                        .kind())
                .isEqualTo(Kind.REMOVED);
        assertThat(desk.look().tokens()).isEmpty();
        inserted.emulator().insert(inserted.token());
        assertThat(token().loggedOn()).isFalse();
        assertThat(logOn(CURRENT).kind()).isEqualTo(Kind.DONE);
    }

    @Test
    void tokenThatComesOrGoes_isReported() throws InterruptedException {
        LinkedBlockingQueue<String> changes = new LinkedBlockingQueue<>();
        try (SlotWatch watch = desk.watch(() -> changes.add("changed"))) {
            assertThat(watch).isNotNull();
            inserted.emulator().remove(inserted.token());
            assertThat(changes.poll(2, TimeUnit.MINUTES)).isEqualTo("changed");
            inserted.emulator().insert(inserted.token());
            assertThat(changes.poll(2, TimeUnit.MINUTES)).isEqualTo("changed");
        }
    }

    private TokenView token() {
        return desk.look().tokens().getFirst();
    }

    private PinAnswer change(String current, String replacement) {
        return desk.changePin(token(), pin(current), pin(replacement), TryRisk.KEEP_FINAL_TRY);
    }

    private PinAnswer logOn(String password) {
        return desk.logOn(token(), pin(password), TryRisk.KEEP_FINAL_TRY);
    }

    private static Pin pin(String characters) {
        return Pin.of(characters.toCharArray());
    }
}
