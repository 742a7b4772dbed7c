package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Window;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import javax.swing.JDialog;
import javax.swing.KeyStroke;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.window.model.PinRequest;
import org.tokentwin.client.window.model.PinRequest.Program;
import org.tokentwin.client.window.model.PinRequest.Purpose;
import org.tokentwin.client.window.model.PinRules;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;

/** The dialogue that asks for the password in the place of a program. */
@WindowTest
class AskDialogTest {
    @Test
    void typedPassword_isHandedOverAndWiped() {
        try (Asking asking = Asking.of(asking(Purpose.LOGIN), Language.ENGLISH)) {
            asking.type("logon.password", "Abcdef1!");
            PinField field = asking.find("logon.password", PinField.class);
            asking.press("button.ok");

            assertThat(asking.answer()).contains(List.of("Abcdef1!"));
            assertThat(OnScreen.onEventThread(field::isBlank)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void question_namesProgramTokenAndTries(Language language) {
        try (Asking asking = Asking.of(asking(Purpose.LOGIN), language)) {
            assertThat(asking.everything())
                    .contains("My Token", "edcc7853", "pkcs11-tool", "4711")
                    .contains(Texts.in(language).text("tries.of", 14, 15))
                    .contains(Texts.in(language).text("ask.note"));
        }
    }

    @ParameterizedTest
    @CsvSource({"USE_KEY, ask.key", "SET, ask.set", "CHANGE, ask.change", "LOGIN, ask.login"})
    void question_saysWhatThePasswordIsFor(Purpose purpose, String key) {
        Texts english = Texts.in(Language.ENGLISH);
        try (Asking asking = Asking.of(asking(purpose), Language.ENGLISH)) {
            assertThat(asking.text("lead"))
                    .startsWith(english.text(key, english.text("ask.program", "pkcs11-tool", "4711")));
        }
    }

    @Test
    void programThatIsNotKnown_isSaidToBe() {
        PinRequest request = asking(Purpose.LOGIN, Program.UNKNOWN, false, 14);
        try (Asking asking = Asking.of(request, Language.ENGLISH)) {
            assertThat(asking.text("lead")).startsWith("A program that is not known wants to use the token.");
        }
    }

    @Test
    void administratorsPassword_isCalledThat() {
        PinRequest request = asking(Purpose.LOGIN, Program.UNKNOWN, true, 14);
        try (Asking asking = Asking.of(request, Language.ENGLISH)) {
            assertThat(asking.everything()).contains("Administrator Password");
        }
    }

    @ParameterizedTest
    @CsvSource({"button.cancel", "ESCAPE", "CLOSE", "SERVER"})
    void cancel_handsNothingOver(String how) {
        try (Asking asking = Asking.of(asking(Purpose.LOGIN), Language.ENGLISH)) {
            asking.type("logon.password", "Abcdef1!");
            asking.cancel(how);

            assertThat(asking.answer()).isEmpty();
        }
    }

    @Test
    void nothingTyped_isNotSent() {
        try (Asking asking = Asking.of(asking(Purpose.LOGIN), Language.ENGLISH)) {
            asking.press("button.ok");
            asking.awaitText("message", "Type the password.");
            asking.cancel("button.cancel");

            assertThat(asking.answer()).isEmpty();
        }
    }

    @Test
    void change_ticksItsRulesOffAndHandsBothOver() {
        try (Asking asking = Asking.of(asking(Purpose.CHANGE), Language.ENGLISH)) {
            asking.change("Abcdef1!", "short", "short");
            asking.awaitText("message", "The new password does not keep this rule: 8 to 20 characters.");
            asking.change("Abcdef1!", "Ghijkl2?", "Ghijkl2?");

            assertThat(asking.answer()).contains(List.of("Abcdef1!", "Ghijkl2?"));
        }
    }

    @Test
    void newPasswordOfTheUser_isTypedTwice() {
        try (Asking asking = Asking.of(asking(Purpose.SET), Language.ENGLISH)) {
            asking.type("change.new", "Ghijkl2?");
            asking.type("change.confirm", "Ghijkl2?");
            asking.press("button.ok");

            assertThat(asking.answer()).contains(List.of("Ghijkl2?"));
        }
    }

    @Test
    void lastTry_isAskedForOnceMore() {
        PinRequest request = asking(Purpose.LOGIN, Program.UNKNOWN, false, 1);
        try (Asking asking = Asking.of(request, Language.ENGLISH)) {
            asking.type("logon.password", "Abcdef1!");
            asking.press("button.ok");
            asking.awaitText("notice.text", "One try is left.");
            asking.press("button.cancel");
            asking.awaitGone("notice.text");
            asking.press("button.ok");
            asking.press("button.try");

            assertThat(asking.answer()).contains(List.of("Abcdef1!"));
        }
    }

    /** What a server asks of pkcs11-tool. */
    static PinRequest asking(Purpose purpose) {
        return asking(purpose, new Program("pkcs11-tool", "4711"), false, 14);
    }

    private static PinRequest asking(Purpose purpose, Program program, boolean administrator, int left) {
        return new PinRequest(
                purpose,
                administrator,
                program,
                "My Token",
                "edcc7853",
                new PinStatus(true, true, left == 1, false, false, OptionalInt.of(left), OptionalInt.of(15)),
                new PinRules(8, 20, true));
    }

    /** The dialogue while it is open. */
    static final class Asking extends OnScreen implements AutoCloseable {
        private final AskDialog dialog;
        private final CompletableFuture<Optional<List<String>>> answer = new CompletableFuture<>();

        private Asking(AskDialog dialog) {
            this.dialog = dialog;
        }

        static Asking of(PinRequest request, Language language) {
            return of(request, language, false);
        }

        static Asking of(PinRequest request, Language language, boolean dark) {
            try {
                Asking asking = new Asking(AskDialog.open(request, Texts.in(language), dark));
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> asking.answer.complete(asking.dialog
                                .await()
                                .map(typed -> typed.stream().map(String::new).toList())));
                return asking;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        Optional<List<String>> answer() {
            return answer.join();
        }

        void cancel(String how) {
            JDialog its = find("ask.title", JDialog.class);
            switch (how) {
                case "SERVER" -> dialog.cancel();
                case "CLOSE" ->
                    onEventThread(() -> {
                        its.dispatchEvent(new WindowEvent(its, WindowEvent.WINDOW_CLOSING));
                        return true;
                    });
                case "ESCAPE" ->
                    onEventThread(() -> {
                        its.getRootPane()
                                .getActionForKeyStroke(KeyStroke.getKeyStroke("ESCAPE"))
                                .actionPerformed(null);
                        return true;
                    });
                default -> press(how);
            }
        }

        @Override
        Window main() {
            return dialog.window();
        }

        @Override
        public void close() {
            dialog.cancel();
            answer.join();
        }
    }
}
