package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.FocusTraversalPolicy;
import java.awt.event.ActionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.swing.Action;
import javax.swing.JDialog;
import javax.swing.KeyStroke;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;

/** The fields of a dialogue that asks for a password, for those who use the keyboard alone. */
@WindowTest
class PinFormTest {
    @AutoClose
    private final InsertedToken inserted = InsertedToken.issue();

    @Test
    void capsLock_isSaidAsLongAsItIsOn() {
        AtomicBoolean on = new AtomicBoolean();
        OnScreen.onEventThread(() -> {
            PinForm form = new PinForm(new Controls(Texts.in(Language.ENGLISH)), on::get);
            Container foot = form.foot();
            assertThat(caps(foot)).isBlank();
            on.set(true);
            form.showCapsLock();
            assertThat(caps(foot)).isEqualTo("Caps Lock is on.");
            on.set(false);
            form.showCapsLock();
            assertThat(caps(foot)).isBlank();
            return true;
        });
    }

    private static String caps(Container foot) {
        return OnScreen.shownIn(foot).stream()
                .filter(part -> "caps".equals(part.getName()))
                .map(OnScreen::textOf)
                .findFirst()
                .orElseThrow();
    }

    /** The eye is no stop of Tab, which would make the way through the fields twice as long. */
    @Test
    void ctrlE_showsAndHidesWhatIsTyped() {
        OnScreen.onEventThread(() -> {
            PinField field = new PinField(new Controls(Texts.in(Language.ENGLISH)), "logon.password");
            char hidden = field.getEchoChar();
            Action eye = field.getActionMap().get(field.getInputMap().get(KeyStroke.getKeyStroke("ctrl E")));
            eye.actionPerformed(new ActionEvent(field, ActionEvent.ACTION_PERFORMED, ""));
            assertThat(field.getEchoChar()).isEqualTo('\0');
            eye.actionPerformed(new ActionEvent(field, ActionEvent.ACTION_PERFORMED, ""));
            assertThat(field.getEchoChar()).isEqualTo(hidden);
            return true;
        });
    }

    @Test
    void tab_goesThroughTheFieldsInTheirOrderAndThenTheButtons() {
        try (ShownWindow shown = ShownWindow.on(inserted.emulator())) {
            shown.press("action.change");
            JDialog dialog = shown.find("change.title", JDialog.class);
            List<String> order = OnScreen.onEventThread(() -> {
                FocusTraversalPolicy policy = dialog.getFocusTraversalPolicy();
                List<String> names = new ArrayList<>();
                Component first = policy.getFirstComponent(dialog);
                Component next = first;
                do {
                    names.add(next.getName());
                    next = policy.getComponentAfter(dialog, next);
                } while (!next.equals(first));
                return names;
            });

            assertThat(order)
                    .containsExactly("change.current", "change.new", "change.confirm", "button.ok", "button.cancel");
        }
    }
}
