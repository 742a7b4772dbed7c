package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.cryptoki.token.PinReference;

/** The token's user guide, chapters 3 and 4, sentence by sentence: docs/guide.md says which test is which sentence. */
@WindowTest
class GuideTest {
    private static final String CURRENT = InsertedToken.PIN;
    private static final String NEW = "Ghijkl2?";

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @Test
    void clientOpened_showsTheSimpleViewWithTheToken() {
        try (ShownWindow shown = open()) {
            assertThat(shown.text("page.title")).isEqualTo("My Token");
            assertThat(shown.everything()).contains("15 of 15 tries left").contains("Change Token Password");
        }
    }

    @ParameterizedTest
    @EnumSource
    void advancedView_showsTokensWithMyToken(Language language) {
        Texts texts = Texts.in(language);
        try (ShownWindow shown = ShownWindow.on(inserted.emulator(), texts, false)) {
            shown.press("tools.advanced");

            assertThat(shown.nodes())
                    .containsExactly(
                            texts.text("node.tokens"),
                            "My Token",
                            texts.text("node.user"),
                            "CHAN TAI MAN",
                            texts.text("node.ca"),
                            "TokenTwin Test e-Cert CA 2 - 15",
                            "TokenTwin Test Root CA 2",
                            texts.text("node.keys"),
                            texts.text("node.data"),
                            texts.text("node.settings"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void certificateChosen_isShownInFull(Language language) {
        Texts texts = Texts.in(language);
        try (ShownWindow shown = ShownWindow.on(inserted.emulator(), texts, true)) {
            shown.press("tools.advanced");
            shown.chooseNode("CHAN TAI MAN");

            assertThat(shown.everything())
                    .contains("CN=CHAN TAI MAN")
                    .contains(texts.text("cert.ecert.mutual", texts.text("cert.ecert.personal")))
                    .contains(texts.moment(
                            inserted.token().certificate().getNotAfter().toInstant()));
            shown.chooseTab(1);
            assertThat(shown.everything())
                    .contains(inserted.token().certificate().getSerialNumber().toString(16))
                    .contains("2.16.344.8.2.2008.810.2.2018.1.1");
            shown.chooseTab(2);
            assertThat(shown.everything()).contains("TokenTwin Test Root CA 2");
            shown.chooseTab(3);
            assertThat(shown.everything()).contains(texts.text("status.chain.whole"));
            shown.chooseTab(4);
            assertThat(shown.text("pem")).startsWith("-----BEGIN CERTIFICATE-----\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void currentNewAndConfirmation_changeThePassword(Language language) {
        Texts texts = Texts.in(language);
        try (ShownWindow shown = ShownWindow.on(inserted.emulator(), texts, false)) {
            shown.press("action.change");
            shown.change(CURRENT, NEW, NEW);

            shown.awaitText("notice.text", texts.text("change.done", "My Token"));
            shown.press("button.ok");
            shown.awaitGone("change.current");
            assertOpens(shown, NEW);
        }
    }

    @Test
    void wrongCurrentPassword_isRefusedWithTheTriesLeft() {
        try (ShownWindow shown = open()) {
            shown.press("action.change");
            shown.change("Wrong123!", NEW, NEW);

            shown.awaitText("message", "14 tries are left");
            shown.awaitText("tries", "14 of 15 tries left");
            assertThat(shown.find("change.current", PinField.class).isBlank()).isTrue();
        }
    }

    @Test
    void newPassword_needsEightCharactersOfFourClasses() {
        try (ShownWindow shown = open()) {
            shown.press("action.change");
            for (String weak : List.of("Ghij2?", "ghijkl2?", "GHIJKL2?", "Ghijklm?", "Ghijkl23")) {
                shown.change("Wrong123!", weak, weak);
                shown.awaitText("message", "Nothing was sent to the token.");
            }
            shown.change("Wrong123!", NEW, NEW + "x");
            shown.awaitText("message", "Typed twice alike");

            assertThat(triesLeft()).isEqualTo(15);
        }
    }

    @Test
    void rules_tickOffWhileTyping() {
        try (ShownWindow shown = open()) {
            shown.press("action.change");
            assertThat(shown.text("percent")).isEqualTo("0%");
            shown.type("change.new", "Ghij");
            assertThat(kept(shown, "rule.upper")).isTrue();
            assertThat(kept(shown, "rule.digit")).isFalse();
            shown.type("change.new", NEW);
            assertThat(kept(shown, "rule.digit")).isTrue();
            assertThat(kept(shown, "rule.confirmed")).isFalse();
            assertThat(shown.text("percent")).isEqualTo("100%");
        }
    }

    @Test
    void passwordOfTheEnvelope_isAskedToBeChangedInPlaceOfTheLogOn() {
        try (InsertedToken fromThePost = InsertedToken.of(EmulatedToken.order().withInitialPin());
                ShownWindow shown = ShownWindow.on(fromThePost.emulator())) {
            String initial = new String(fromThePost.token().initialPin());
            shown.press("tools.advanced");
            shown.chooseNode("My Token");
            shown.press("action.logon");

            assertThat(initial).matches("[0-9]{8}");
            shown.find("change.current", PinField.class);
            assertThat(shown.everything()).contains("This password is the one of the envelope");
            shown.change(initial, NEW, NEW);
            shown.awaitText("notice.text", "was changed");
            shown.press("button.ok");
            shown.awaitGone("change.current");
            assertOpens(shown, NEW);
        }
    }

    @Test
    void moreThanFifteenWrongPasswords_lockTheToken() {
        try (ShownWindow shown = open()) {
            shown.press("action.change");
            for (int left = 14; left > 1; left--) {
                shown.change("Wrong123!", NEW, NEW);
                shown.awaitText("tries", left + " of 15 tries left");
                shown.awaitText("message", left + " tries are left");
            }
            shown.change("Wrong123!", NEW, NEW);
            shown.awaitText("tries", "1 of 15 tries left");
            shown.change("Wrong123!", NEW, NEW);
            shown.awaitText("notice.text", "One try is left");
            shown.press("button.try");

            shown.awaitText("message", "The token is locked");
            shown.awaitText("tries", "Locked");
            assertThat(triesLeft()).isZero();
        }
    }

    @Test
    void lastTry_isAskedForOnceMoreAndNotSpentOnCancel() {
        try (ShownWindow shown = open()) {
            shown.press("action.change");
            for (int left = 14; left >= 1; left--) {
                shown.change("Wrong123!", NEW, NEW);
                shown.awaitText("tries", left + " of 15 tries left");
            }
            shown.change("Wrong123!", NEW, NEW);
            shown.awaitText("notice.text", "One try is left");
            shown.press("button.cancel");
            shown.awaitGone("notice.text");

            assertThat(triesLeft()).isEqualTo(1);
            shown.change(CURRENT, NEW, NEW);
            shown.awaitText("notice.text", "One try is left");
            shown.press("button.try");
            shown.awaitText("notice.text", "was changed");
            assertThat(triesLeft()).isEqualTo(15);
        }
    }

    @Test
    void lockedToken_saysToRevokeAndApplyAnewSinceNobodyKeepsACopy() {
        try (ShownWindow shown = open()) {
            shown.press("action.change");
            for (int left = 14; left >= 1; left--) {
                shown.change("Wrong123!", NEW, NEW);
                shown.awaitText("tries", left + " of 15 tries left");
            }
            shown.change("Wrong123!", NEW, NEW);
            shown.press("button.try");

            shown.awaitText("message", "Nobody keeps a copy of the password: have the e-Cert revoked");
            JButton ok = shown.find("button.ok", JButton.class);
            assertThat(ShownWindow.onEventThread(ok::isEnabled)).isFalse();
        }
    }

    private ShownWindow open() {
        return ShownWindow.on(inserted.emulator());
    }

    private int triesLeft() {
        return inserted.token().pinStatus(PinReference.USER).triesLeft();
    }

    private static boolean kept(ShownWindow shown, String rule) {
        JLabel line = shown.find(rule, JLabel.class);
        return ShownWindow.onEventThread(
                () -> line.getAccessibleContext().getAccessibleName().endsWith(": kept"));
    }

    /** Logs on with a password and sees the private key. */
    private static void assertOpens(ShownWindow shown, String password) {
        if (shown.exists("tools.advanced")) {
            shown.press("tools.advanced");
        }
        shown.chooseNode("My Token");
        shown.press("action.logon");
        shown.type("logon.password", password);
        shown.press("button.ok");
        shown.awaitGone("logon.password");
        shown.find("action.logoff", JButton.class);
        assertThat(shown.nodes()).filteredOn("CHAN TAI MAN"::equals).hasSize(2);
    }
}
