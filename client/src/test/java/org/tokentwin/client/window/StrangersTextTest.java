package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.util.List;
import java.util.Optional;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.plaf.basic.BasicHTML;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.issuer.PersonalSubscriber;

/** What a token, or a certificate on it, says of itself is text, and harmless. */
@WindowTest
class StrangersTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><b>CHAN</b>",
                "CHAN \u202Egnp.exe",
                "CHAN\u2066\u0007\u001B[31m",
                "שלום עולם",
                "陳大文",
            })
    void nameOfAHolder_isShownAsText(String name) {
        assertHarmless(name);
    }

    @Test
    void nameOfSixtyFourCharacters_isShownWhole() {
        assertHarmless("X".repeat(64));
    }

    private static void assertHarmless(String name) {
        try (InsertedToken inserted = InsertedToken.of(EmulatedToken.order()
                        .label("<html>My")
                        .holder(new PersonalSubscriber(name, Optional.of("a@example.hk"), "0123456789"))
                        .withPin(InsertedToken.PIN));
                ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            assertHarmless(shown);
            shown.press("tools.advanced");
            shown.chooseNode("<html>My");
            assertHarmless(shown);
            String node = shown.nodes().get(3);
            shown.chooseNode(node);
            for (int tab = 0; tab < 5; tab++) {
                shown.chooseTab(tab);
                assertHarmless(shown);
            }
            assertThat(node).isEqualTo(name.replaceAll("[\\p{Cc}\\p{Cf}]", "?"));
        }
    }

    private static void assertHarmless(ShownWindow shown) {
        String text = shown.everything();
        assertThat(text.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        List<Component> html = ShownWindow.onEventThread(() -> ShownWindow.shownIn(shown.top()).stream()
                .filter(c -> c instanceof JLabel || c instanceof AbstractButton)
                .filter(c -> ((JComponent) c).getClientProperty(BasicHTML.propertyKey) != null)
                .toList());
        assertThat(html).as("rendered as HTML").isEmpty();
    }
}
