package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JTextField;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.CharacterUse;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.fault.CommandKind;
import org.tokentwin.emulator.fault.Fault;

/** The administrator changes the rules of the password, in the real window on a real emulated token. */
@WindowTest
class RulesTest {
    @AutoClose
    private final InsertedToken inserted = InsertedToken.of(
            EmulatedToken.order().profile("safenet-etoken-5110").blank().withPin(InsertedToken.PIN));

    private final String administrator = new String(inserted.token().soPin().orElseThrow());

    @Test
    void changedRules_areShownAndHoldForTheNextPassword() {
        try (ShownWindow shown = asking()) {
            shown.type("rules.password", administrator);
            write(shown, "rules.least", "10");
            write(shown, "rules.history", "3");
            write(shown, "rules.age", "90");
            choose(shown, "rules.upper", CharacterUse.REQUIRED);
            choose(shown, "rules.digits", CharacterUse.FORBIDDEN);
            shown.press("button.ok");
            shown.awaitText("notice.text", "Fewest characters: 6 → 10");
            assertThat(shown.text("notice.text"))
                    .contains(inserted.token().serial())
                    .contains("Upper case letters: Allowed → Required")
                    .doesNotContain("Special");
            confirm(shown);
            shown.awaitText("notice.text", "The rules of My Token were changed.");
            shown.press("button.ok");
            shown.awaitGone("rules.password");

            assertThat(shown.everything())
                    .contains("10 to 20 characters")
                    .contains("An upper case letter")
                    .contains("A new password must not have\nA digit")
                    .contains("The last 3")
                    .contains("After 90 days")
                    .contains("3 times at most");
            shown.chooseNode("My Token");
            shown.press("action.change");
            shown.type("change.new", "no-upper-case-1");
            assertThat(ticks(shown, "rule.length")).endsWith(": kept");
            assertThat(ticks(shown, "rule.upper")).endsWith("not kept yet");
            assertThat(ticks(shown, "rule.no.digit")).endsWith("not kept yet");
            assertThat(ticks(shown, "rule.repetitions")).endsWith(": kept");
            shown.change(InsertedToken.PIN, "Long-enough", "Long-enough");
            shown.awaitText("notice.text", "The password of My Token was changed.");
            shown.press("button.ok");
        }
    }

    @Test
    void wrongAdministratorPassword_costsATryAndSaysHowManyAreLeft() {
        try (ShownWindow shown = asking()) {
            shown.type("rules.password", "wrong-administrator");
            write(shown, "rules.least", "10");
            shown.press("button.ok");
            confirm(shown);

            shown.awaitText("message", "14 tries are left");
            shown.awaitText("tries", "Administrator password: 14 of 15 tries left");
            shown.press("button.cancel");
            shown.awaitGone("rules.password");
            assertThat(shown.everything()).contains("6 to 20 characters");
        }
    }

    @Test
    void rulesThatNoTokenCanHave_areRefusedBeforeTheTokenIsAsked() {
        try (ShownWindow shown = asking()) {
            shown.press("button.ok");
            shown.awaitText("message", "Type the administrator password.");
            shown.type("rules.password", "wrong-administrator");
            shown.press("button.ok");
            shown.awaitText("message", "No rule is another one than before.");
            for (String wrong : List.of("", "0", "256", "-1", "6.5", "ten", "99999999999")) {
                write(shown, "rules.least", wrong);
                shown.press("button.ok");
                shown.awaitText("message", "Fewest characters: type a whole number from 1 to 255.");
                write(shown, "rules.least", "6");
                shown.press("button.ok");
                shown.awaitText("message", "No rule is another one than before.");
            }
            write(shown, "rules.least", "21");
            shown.press("button.ok");
            shown.awaitText("message", "The fewest characters, 21, must not be more than the most, 20.");
            write(shown, "rules.least", "6");
            for (String kind : List.of("rules.upper", "rules.lower", "rules.digits", "rules.special")) {
                choose(shown, kind, CharacterUse.FORBIDDEN);
            }
            shown.press("button.ok");
            shown.awaitText("message", "Every kind of characters is forbidden");

            assertThat(shown.text("tries")).contains("15 of 15 tries left");
            assertThat(shown.exists("serial.typed")).isFalse();
        }
    }

    @Test
    void rulesThatThisTokenCannotHold_areRefusedInWordsAndChangeNothing() {
        try (ShownWindow shown = asking()) {
            shown.type("rules.password", administrator);
            write(shown, "rules.least", "7");
            write(shown, "rules.history", "11");
            shown.press("button.ok");
            confirm(shown);
            shown.awaitText("message", "The token refuses these rules");
            assertThat(shown.text("tries")).contains("15 of 15 tries left");

            write(shown, "rules.history", "10");
            shown.press("button.ok");
            confirm(shown);
            shown.awaitText("notice.text", "The rules of My Token were changed.");
            shown.press("button.ok");
            shown.awaitGone("rules.password");
            assertThat(shown.everything()).contains("7 to 20 characters");
        }
    }

    @Test
    void changeWithoutTheSerialNumber_isNotSent() {
        try (ShownWindow shown = asking()) {
            shown.type("rules.password", administrator);
            write(shown, "rules.least", "10");
            shown.press("button.ok");
            JButton change = shown.find("button.change", JButton.class);
            assertThat(OnScreen.<Boolean>onEventThread(change::isEnabled)).isFalse();
            shown.press("button.cancel");
            shown.awaitGone("serial.typed");
            shown.press("button.cancel");
            shown.awaitGone("rules.password");

            assertThat(shown.everything()).contains("6 to 20 characters");
        }
    }

    @Test
    void lastTry_isAskedForOnceMoreAndNotSpentOnCancel() {
        try (ShownWindow shown = asking()) {
            write(shown, "rules.least", "10");
            for (int left = 14; left >= 1; left--) {
                shown.type("rules.password", "wrong-administrator");
                shown.press("button.ok");
                confirm(shown);
                shown.awaitText("tries", left + " of 15 tries left");
                shown.awaitGone("progress");
            }
            shown.type("rules.password", "wrong-administrator");
            shown.press("button.ok");
            confirm(shown);
            shown.awaitText("notice.text", "One try is left.");
            shown.press("button.cancel");
            shown.awaitGone("notice.text");
            assertThat(shown.text("tries")).contains("1 of 15 tries left");

            shown.press("button.ok");
            confirm(shown);
            shown.press("button.try");
            shown.awaitText("message", "The administrator password is locked");
        }
    }

    @Test
    void tokenPulledWhileItChangesItsRules_isTold() {
        try (ShownWindow shown = asking()) {
            inserted.token().faults().inject(Fault.remove().at(CommandKind.WRITE, 1));
            shown.type("rules.password", administrator);
            write(shown, "rules.least", "10");
            shown.press("button.ok");
            confirm(shown);

            shown.awaitText("message", "My Token was unplugged. Plug it in and start again.");
            JTextField least = shown.find("rules.least", JTextField.class);
            assertThat(OnScreen.<Boolean>onEventThread(least::isEnabled)).isFalse();
            shown.press("button.close");
            shown.awaitGone("rules.password");
        }
    }

    /** Who still holds the question in the hand must not have the change sent to what comes next. */
    @Test
    void tokenPulledWhileTheSerialNumberIsAskedFor_isSentNothing() {
        try (ShownWindow shown = asking()) {
            shown.type("rules.password", administrator);
            write(shown, "rules.least", "10");
            shown.press("button.ok");
            shown.find("serial.typed", JTextField.class);
            inserted.emulator().remove(inserted.token());
            shown.awaitText("message", "My Token was unplugged.");
            confirm(shown);
            shown.awaitGone("serial.typed");
            inserted.emulator().insert(inserted.token());
            shown.press("button.close");
            shown.awaitGone("rules.password");
            shown.chooseNode("Settings");

            assertThat(shown.everything()).contains("6 to 20 characters");
        }
    }

    private ShownWindow asking() {
        ShownWindow shown = ShownWindow.on(inserted.emulator());
        shown.press("tools.advanced");
        shown.chooseNode("Settings");
        shown.press("action.rules");
        shown.find("rules.password", PinField.class);
        return shown;
    }

    private void confirm(ShownWindow shown) {
        RulesTest.write(shown, "serial.typed", inserted.token().serial());
        shown.press("button.change");
        shown.awaitGone("serial.typed");
    }

    static void write(OnScreen shown, String name, String text) {
        JTextField field = shown.find(name, JTextField.class);
        shown.await(name + " takes text", field::isEnabled);
        OnScreen.onEventThread(() -> {
            field.setText(text);
            return true;
        });
    }

    static void choose(OnScreen shown, String name, CharacterUse use) {
        JComboBox<?> box = shown.find(name, JComboBox.class);
        OnScreen.onEventThread(() -> {
            box.setSelectedIndex(List.of(CharacterUse.values()).indexOf(use));
            return true;
        });
    }

    private static String ticks(ShownWindow shown, String rule) {
        JLabel line = shown.find(rule, JLabel.class);
        return OnScreen.onEventThread(() -> line.getAccessibleContext().getAccessibleName());
    }
}
