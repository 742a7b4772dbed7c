package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.accessibility.AccessibleText;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JProgressBar;
import javax.swing.JTabbedPane;
import javax.swing.JTree;
import javax.swing.KeyStroke;
import javax.swing.text.JTextComponent;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import org.tokentwin.emulator.EmulatedToken;

/** The window for those who do not see it, and for those who have no mouse; and what neither may learn: the password. */
@WindowTest
class AccessibilityTest {
    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @ParameterizedTest
    @EnumSource
    void everyControl_hasANameALetterOfItsOwnAndRoomForItsWords(Language language) {
        try (ShownWindow shown = ShownWindow.on(inserted.emulator(), Texts.in(language), false)) {
            assertUsable(shown.top());
            shown.press("action.information");
            shown.find("button.close", AbstractButton.class);
            assertUsable(shown.top());
            shown.press("button.close");
            shown.awaitGone("button.close");
            shown.press("action.change");
            shown.find("change.current", PinField.class);
            assertUsable(shown.top());
            shown.press("button.cancel");
            shown.awaitGone("change.current");
            shown.press("tools.advanced");
            for (String node :
                    List.of("My Token", "CHAN TAI MAN", Texts.in(language).text("node.settings"))) {
                shown.chooseNode(node);
                assertUsable(shown.top());
            }
        }
    }

    private static void assertUsable(Window window) {
        List<String> nameless = new ArrayList<>();
        Set<Integer> letters = new HashSet<>();
        List<String> shared = new ArrayList<>();
        List<String> cut = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        ShownWindow.onEventThread(() -> {
            window.validate();
            for (Component component : ShownWindow.shownIn(window)) {
                if (isControl(component)
                        && String.valueOf(component.getAccessibleContext().getAccessibleName())
                                .replace("null", "")
                                .isBlank()) {
                    nameless.add(component.toString());
                }
                if (component instanceof AbstractButton button
                        && (!(component instanceof JMenuItem) || component instanceof JMenu)
                        && button.getMnemonic() != 0
                        && !letters.add(button.getMnemonic())) {
                    shared.add(button.getText());
                }
                if (component instanceof AbstractButton && component.getName() != null && isHidden(component)) {
                    hidden.add(ShownWindow.textOf(component));
                }
                boolean inWords = component instanceof JLabel || component instanceof AbstractButton;
                boolean isInMenu = component instanceof JMenuItem && !(component instanceof JMenu);
                if (inWords && !isInMenu && component.getWidth() < component.getPreferredSize().width) {
                    cut.add(ShownWindow.textOf(component));
                }
                if (component instanceof JTabbedPane tabs) {
                    for (int tab = 0; tab < tabs.getTabCount(); tab++) {
                        if (!letters.add(tabs.getMnemonicAt(tab))) {
                            shared.add(tabs.getTitleAt(tab));
                        }
                    }
                }
            }
            return true;
        });
        assertThat(nameless).isEmpty();
        assertThat(shared).isEmpty();
        assertThat(cut).isEmpty();
        assertThat(hidden).isEmpty();
    }

    /** Whether a part of it lies outside of what holds it. */
    private static boolean isHidden(Component component) {
        Container holder = component.getParent();
        return holder != null
                && !(holder instanceof JPopupMenu)
                && component.getWidth() > 0
                && !new Rectangle(holder.getSize()).contains(component.getBounds());
    }

    @ParameterizedTest
    @EnumSource
    void tokenWithAnAdministrator_isUsableInTheSmallestWindow_too(Language language) {
        try (InsertedToken other = InsertedToken.of(
                        EmulatedToken.order().profile("safenet-etoken-5110").withPin(InsertedToken.PIN));
                ShownWindow shown = ShownWindow.on(other.emulator(), Texts.in(language), false)) {
            assertUsable(shown.top());
            shown.press("action.unlock");
            shown.find("unlock.administrator", PinField.class);
            assertUsable(shown.top());
            shown.press("button.cancel");
            shown.awaitGone("unlock.administrator");
            shown.press("action.rename");
            shown.type("logon.password", InsertedToken.PIN);
            shown.press("button.ok");
            shown.find("rename.name", JTextComponent.class);
            assertUsable(shown.top());
            shown.press("button.cancel");
            shown.awaitGone("rename.name");
            shown.press("tools.advanced");
            shown.chooseNode(Texts.in(language).text("node.settings"));
            shown.press("action.rules");
            shown.find("rules.password", PinField.class);
            assertUsable(shown.top());
            shown.type("rules.password", InsertedToken.PIN);
            RulesTest.write(shown, "rules.least", "10");
            shown.press("button.ok");
            shown.find("serial.typed", JTextComponent.class);
            assertUsable(shown.top());
            shown.press("button.cancel");
            shown.awaitGone("serial.typed");
            shown.press("button.cancel");
            shown.awaitGone("rules.password");
            shown.chooseNode("My Token");
            shown.find("action.import", AbstractButton.class);
            assertUsable(shown.top());
            OnScreen.onEventThread(() -> {
                shown.top().setSize(shown.top().getMinimumSize());
                return true;
            });
            shown.await(
                    "it is small",
                    () -> OnScreen.onEventThread(
                            () -> shown.window().frame().getContentPane().getWidth() < 820));
            for (String node :
                    List.of("My Token", "CHAN TAI MAN", Texts.in(language).text("node.settings"))) {
                shown.chooseNode(node);
                assertUsable(shown.top());
            }
            shown.chooseNode("CHAN TAI MAN");
            shown.chooseTab(3);
            assertUsable(shown.top());
        }
    }

    private static boolean isControl(Component component) {
        boolean ours = component.getClass().getPackageName().startsWith("org.tokentwin")
                || component.getClass().getPackageName().equals("javax.swing");
        return ours
                && (component instanceof AbstractButton
                        || component instanceof JTextComponent
                        || component instanceof JTree
                        || component instanceof JProgressBar
                        || (component instanceof JLabel label && label.getIcon() != null && label.getText() == null));
    }

    @Test
    void shownPassword_isNotInWhatAReaderOfScreensGets() {
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.press("action.change");
            shown.type("change.current", InsertedToken.PIN);
            PinField field = shown.find("change.current", PinField.class);
            ShownWindow.onEventThread(() -> {
                field.reveal().doClick();
                return true;
            });

            assertThat(ShownWindow.onEventThread(field::getEchoChar)).isEqualTo('\0');
            String read = ShownWindow.onEventThread(() -> spoken(field));
            assertThat(read).doesNotContainPattern("[A-Za-z1!]");
        }
    }

    private static String spoken(PinField field) {
        AccessibleText text = field.getAccessibleContext().getAccessibleText();
        StringBuilder spoken = new StringBuilder();
        for (int i = 0; text != null && i < text.getCharCount(); i++) {
            spoken.append(text.getAtIndex(AccessibleText.CHARACTER, i));
            spoken.append(text.getAtIndex(AccessibleText.WORD, i));
            spoken.append(text.getAtIndex(AccessibleText.SENTENCE, i));
        }
        return spoken.toString();
    }

    @Test
    void copiedPassword_doesNotReachTheClipboard() {
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.window().actions().copy("before");
            shown.press("action.change");
            shown.type("change.current", InsertedToken.PIN);
            PinField field = shown.find("change.current", PinField.class);
            ShownWindow.onEventThread(() -> {
                field.selectAll();
                field.copy();
                field.cut();
                field.paste();
                return true;
            });

            assertThat(ShownWindow.onEventThread(() -> field.getDocument().getLength()))
                    .isEqualTo(InsertedToken.PIN.length());
            assertThat(ShownWindow.clipboard()).isEqualTo("before");
        }
    }

    @Test
    void closedDialogue_hasWipedWhatWasTyped() {
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.press("action.change");
            shown.type("change.current", InsertedToken.PIN);
            PinField field = shown.find("change.current", PinField.class);
            shown.press("button.cancel");
            shown.awaitGone("change.current");

            assertThat(ShownWindow.onEventThread(field::isBlank)).isTrue();
        }
    }

    @Test
    void escapeAndEnter_closeAndSubmit() {
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.press("action.change");
            PinField field = shown.find("change.current", PinField.class);
            ShownWindow.onEventThread(() -> {
                field.getRootPane().getDefaultButton().doClick();
                return true;
            });
            shown.awaitText("message", "Type the current password.");
            ShownWindow.onEventThread(() -> {
                KeyStroke escape = KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0);
                field.getRootPane().getActionForKeyStroke(escape).actionPerformed(null);
                return true;
            });
            shown.awaitGone("change.current");
        }
    }
}
