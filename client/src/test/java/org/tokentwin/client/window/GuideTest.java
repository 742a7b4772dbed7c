package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.swing.JButton;
import javax.swing.JLabel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.cryptoki.PinReference;

/** The token's user guide, chapters 3 and 4, sentence by sentence, in each language: docs/guide.md says which test is which sentence. */
@WindowTest
@ParameterizedClass
@EnumSource(Language.class)
class GuideTest {
    private static final String CURRENT = InsertedToken.PIN;
    private static final String NEW = "Ghijkl2?";

    private final Texts texts;

    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    GuideTest(Language language) {
        texts = Texts.in(language);
    }

    @Test
    void clientOpened_showsTheSimpleViewWithTheToken() {
        try (ShownWindow shown = open(inserted)) {
            assertThat(shown.text("page.title")).isEqualTo("My Token");
            assertThat(shown.everything()).contains(tries(15)).contains(words("action.change"));
        }
    }

    @Test
    void advancedView_showsTokensWithMyToken() {
        try (ShownWindow shown = open(inserted)) {
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

    @Test
    void certificateChosen_isShownInFull() {
        try (ShownWindow shown = open(inserted)) {
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

    @Test
    void currentNewAndConfirmation_changeThePassword() {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.change");
            shown.change(CURRENT, NEW, NEW);

            shown.awaitText("notice.text", texts.text("change.done", "My Token"));
            shown.press("button.ok");
            shown.awaitGone("change.current");
            assertOpens(shown, NEW);
        }
    }

    @Test
    void administrator_changesTheRulesOfThePassword() {
        try (InsertedToken other = InsertedToken.of(
                        EmulatedToken.order().profile("safenet-etoken-5110").withPin(CURRENT));
                ShownWindow shown = open(other)) {
            shown.press("tools.advanced");
            shown.chooseNode(texts.text("node.settings"));
            shown.press("action.rules");
            shown.type("rules.password", new String(other.token().soPin().orElseThrow()));
            RulesTest.write(shown, "rules.least", "12");
            shown.press("button.ok");
            RulesTest.write(shown, "serial.typed", other.token().serial());
            shown.press("button.change");
            shown.awaitText("notice.text", texts.text("rules.done", "My Token"));
            shown.press("button.ok");
            shown.awaitGone("rules.password");

            assertThat(shown.everything()).contains(texts.text("rule.length", 12, 20));
        }
    }

    @Test
    void newName_isAskedForAfterThePassword() {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.rename");
            shown.type("logon.password", CURRENT);
            shown.press("button.ok");
            RulesTest.write(shown, "rename.name", "陳大文");
            shown.press("button.ok");
            shown.awaitText("page.title", "陳大文");
        }
    }

    @Test
    void wrongCurrentPassword_isRefusedWithTheTriesLeft() {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.change");
            shown.change("Wrong123!", NEW, NEW);

            shown.awaitText("message", texts.text("wrong.tries", 14));
            shown.awaitText("tries", tries(14));
            assertThat(shown.find("change.current", PinField.class).isBlank()).isTrue();
        }
    }

    @Test
    void newPassword_needsEightCharactersOfFourClasses() {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.change");
            Map<String, String> weak = Map.of(
                    "ghijkl2?",
                    "rule.upper",
                    "GHIJKL2?",
                    "rule.lower",
                    "Ghijklm?",
                    "rule.digit",
                    "Ghijkl23",
                    "rule.special");
            weak.forEach((password, rule) -> {
                shown.change("Wrong123!", password, password);
                shown.awaitText("message", texts.text("change.broken", texts.text(rule)));
            });
            shown.change("Wrong123!", "Ghij2?", "Ghij2?");
            shown.awaitText("message", texts.text("change.broken", texts.text("rule.length", 8, 20)));
            shown.change("Wrong123!", NEW, NEW + "x");
            shown.awaitText("message", texts.text("rule.confirmed"));

            assertThat(triesLeft()).isEqualTo(15);
        }
    }

    @Test
    void rules_tickOffWhileTyping() {
        try (ShownWindow shown = open(inserted)) {
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
                ShownWindow shown = open(fromThePost)) {
            String initial = new String(fromThePost.token().initialPin());
            shown.press("tools.advanced");
            shown.chooseNode("My Token");
            shown.press("action.logon");

            assertThat(initial).matches("[0-9]{8}");
            shown.find("change.current", PinField.class);
            assertThat(shown.everything()).contains(texts.text("change.first"));
            shown.change(initial, NEW, NEW);
            shown.awaitText("notice.text", texts.text("change.done", "My Token"));
            shown.press("button.ok");
            shown.awaitGone("change.current");
            assertOpens(shown, NEW);
        }
    }

    @Test
    void moreThanFifteenWrongPasswords_lockTheToken() {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.change");
            for (int left = 14; left > 1; left--) {
                shown.change("Wrong123!", NEW, NEW);
                shown.awaitText("tries", tries(left));
                shown.awaitText("message", texts.text("wrong.tries", left));
            }
            shown.change("Wrong123!", NEW, NEW);
            shown.awaitText("tries", tries(1));
            shown.change("Wrong123!", NEW, NEW);
            shown.awaitText("notice.text", texts.text("try.last"));
            shown.press("button.try");

            shown.awaitText("message", texts.text("locked.ecert"));
            shown.awaitText("tries", texts.text("state.locked"));
            assertThat(triesLeft()).isZero();
        }
    }

    @Test
    void lastTry_isAskedForOnceMoreAndNotSpentOnCancel() {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.change");
            for (int left = 14; left >= 1; left--) {
                shown.change("Wrong123!", NEW, NEW);
                shown.awaitText("tries", tries(left));
            }
            shown.change("Wrong123!", NEW, NEW);
            shown.awaitText("notice.text", texts.text("try.last"));
            shown.press("button.cancel");
            shown.awaitGone("notice.text");

            assertThat(triesLeft()).isEqualTo(1);
            shown.change(CURRENT, NEW, NEW);
            shown.awaitText("notice.text", texts.text("try.last"));
            shown.press("button.try");
            shown.awaitText("notice.text", texts.text("change.done", "My Token"));
            assertThat(triesLeft()).isEqualTo(15);
        }
    }

    @Test
    void lockedToken_saysToRevokeAndApplyAnewSinceNobodyKeepsACopy() {
        try (ShownWindow shown = open(inserted)) {
            shown.press("action.change");
            for (int left = 14; left >= 1; left--) {
                shown.change("Wrong123!", NEW, NEW);
                shown.awaitText("tries", tries(left));
            }
            shown.change("Wrong123!", NEW, NEW);
            shown.press("button.try");

            shown.awaitText("message", texts.text("locked.ecert"));
            JButton ok = shown.find("button.ok", JButton.class);
            assertThat(ShownWindow.onEventThread(ok::isEnabled)).isFalse();
            assertThat(shown.exists("button.cancel")).isFalse();
            JButton close = shown.find("button.close", JButton.class);
            assertThat(ShownWindow.onEventThread(close::getText)).isEqualTo(texts.text("button.close"));
            shown.press("button.close");
            shown.awaitGone("message");
        }
    }

    private ShownWindow open(InsertedToken its) {
        return ShownWindow.on(its.emulator(), texts, false);
    }

    private String tries(int left) {
        return texts.text("tries.of", left, 15);
    }

    /** The words of a control, without the letter for the keyboard. */
    private String words(String key) {
        return Mnemonic.of(texts.text(key)).text();
    }

    private int triesLeft() {
        return inserted.token().pinStatus(PinReference.USER).triesLeft();
    }

    private boolean kept(ShownWindow shown, String rule) {
        JLabel line = shown.find(rule, JLabel.class);
        return ShownWindow.onEventThread(
                () -> line.getAccessibleContext().getAccessibleName().equals(texts.text("rule.met", texts.text(rule))));
    }

    /** Logs on with a password and sees the private key. */
    private void assertOpens(ShownWindow shown, String password) {
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
