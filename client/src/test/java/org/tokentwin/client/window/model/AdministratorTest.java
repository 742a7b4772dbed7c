package org.tokentwin.client.window.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.Pin;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.PinAnswer.Kind;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.emulator.EmulatedToken;

/** A token with an SO PIN, which users know as the administrator's password. */
class AdministratorTest {
    private static final String CURRENT = InsertedToken.PIN;
    private static final String NEW = "Ghijkl2?";

    @AutoClose
    private final InsertedToken inserted = InsertedToken.of(
            EmulatedToken.order().profile("safenet-etoken-5110").withPin(CURRENT));

    @AutoClose
    private final TokenDesk desk = TokenDesk.open(inserted.module(), TokenClient::slots);

    private final String administrator = new String(inserted.token().soPin().orElseThrow());

    @Test
    void lockedToken_isUnlockedWithANewPassword() {
        while (!token().pin().locked()) {
            desk.logOn(token(), pin("Wrong123!"), TryRisk.ALLOW_FINAL_TRY);
        }

        assertThat(unlock(administrator, NEW).kind()).isEqualTo(Kind.DONE);
        assertThat(token().pin().locked()).isFalse();
        assertThat(desk.logOn(token(), pin(CURRENT), TryRisk.KEEP_FINAL_TRY).kind())
                .isEqualTo(Kind.WRONG);
        assertThat(desk.logOn(token(), pin(NEW), TryRisk.KEEP_FINAL_TRY).kind()).isEqualTo(Kind.DONE);
    }

    @Test
    void loggedOnUser_isLoggedOffForTheAdministrator() {
        desk.logOn(token(), pin(CURRENT), TryRisk.KEEP_FINAL_TRY);

        assertThat(unlock(administrator, NEW).kind()).isEqualTo(Kind.DONE);
        assertThat(token().loggedOn()).isFalse();
    }

    @Test
    void wrongAdministratorPassword_saysHowManyTriesAreLeft() {
        int before = token().administrator().orElseThrow().triesLeft().orElseThrow();
        PinAnswer answer = unlock("wrong administrator", NEW);

        assertThat(answer.kind()).isEqualTo(Kind.WRONG);
        assertThat(Texts.in(Language.ENGLISH).say(answer.text())).contains((before - 1) + " tries are left");
        assertThat(token().pin().triesLeft()).isEqualTo(token().pin().triesAtMost());
    }

    @Test
    void ecertToken_hasNoAdministrator() {
        try (InsertedToken ecert = InsertedToken.issue();
                TokenDesk its = TokenDesk.open(ecert.module(), TokenClient::slots)) {
            TokenView view = its.look().tokens().getFirst();

            assertThat(view.administrator()).isEmpty();
            assertThat(its.unlock(view, pin("0000"), pin(NEW), TryRisk.ALLOW_FINAL_TRY)
                            .kind())
                    .isEqualTo(Kind.FAILED);
        }
    }

    private PinAnswer unlock(String password, String replacement) {
        return desk.unlock(token(), pin(password), pin(replacement), TryRisk.KEEP_FINAL_TRY);
    }

    private TokenView token() {
        return desk.look().tokens().getFirst();
    }

    private static Pin pin(String characters) {
        return Pin.of(characters.toCharArray());
    }
}
