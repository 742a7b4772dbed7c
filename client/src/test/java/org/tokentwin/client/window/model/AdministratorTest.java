package org.tokentwin.client.window.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.CharacterUse;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.Pin;
import org.tokentwin.client.PinPolicy;
import org.tokentwin.client.PolicyRule;
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

    @Test
    void rulesThatTheAdministratorChanges_areTold_andTheOthersStay() {
        PinPolicy before = token().policy().orElseThrow();
        PinAnswer answer = changeRules(administrator, Map.of(PolicyRule.HISTORY, 2, PolicyRule.DIGITS, 2));

        assertThat(answer.kind()).isEqualTo(Kind.DONE);
        PinPolicy now = token().policy().orElseThrow();
        assertThat(before.changesTo(now.values())).isEqualTo(Map.of(PolicyRule.HISTORY, 2, PolicyRule.DIGITS, 2));
        assertThat(now.use(PolicyRule.DIGITS)).isEqualTo(CharacterUse.REQUIRED);
    }

    @Test
    void rulesThatTheTokenCannotHold_areRefusedWithoutATry() {
        PinPolicy before = token().policy().orElseThrow();

        assertThat(changeRules(administrator, Map.of(PolicyRule.MOST_LENGTH, 21, PolicyRule.HISTORY, 1))
                        .kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(token().policy()).hasValue(before);
        assertThat(token().administrator().orElseThrow().triesLeft()).hasValue(15);
    }

    /** Nobody named the token that came into the slot meanwhile. */
    @Test
    void rulesOfAnotherTokenInTheSameSlot_areLeftAlone() {
        TokenView named = token();
        inserted.emulator().remove(inserted.token());
        try (EmulatedToken other = EmulatedToken.order()
                .profile("safenet-etoken-5110")
                .withPin(CURRENT)
                .withTestKey()
                .issue()) {
            inserted.emulator().insert(other);
            PinPolicy before = token().policy().orElseThrow();

            assertThat(desk.changeRules(
                                    named,
                                    pin(new String(other.soPin().orElseThrow())),
                                    Map.of(PolicyRule.HISTORY, 1),
                                    TryRisk.ALLOW_FINAL_TRY)
                            .kind())
                    .isEqualTo(Kind.REMOVED);
            assertThat(token().policy()).hasValue(before);
            inserted.emulator().remove(other);
        }
    }

    @Test
    void loggedOnToken_isRenamed() {
        assertThat(desk.rename(token(), "Other").kind()).isEqualTo(Kind.FAILED);
        assertThat(token().name()).isEqualTo("My Token");
        desk.logOn(token(), pin(CURRENT), TryRisk.KEEP_FINAL_TRY);

        assertThat(desk.rename(token(), "Other").kind()).isEqualTo(Kind.DONE);
        assertThat(token().name()).isEqualTo("Other");
        assertThat(token().loggedOn()).isTrue();
    }

    private PinAnswer changeRules(String password, Map<PolicyRule, Integer> changes) {
        return desk.changeRules(token(), pin(password), changes, TryRisk.KEEP_FINAL_TRY);
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
