package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import org.tokentwin.client.DataObjectEntry;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.PrivateKeyEntry;
import org.tokentwin.client.pkcs11.ModuleInfo;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.model.Field;
import org.tokentwin.client.window.model.KeyFields;
import org.tokentwin.client.window.model.PasswordRuleFields;
import org.tokentwin.client.window.model.TokenFields;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Texts;

/** The pages of a token and of what is on it, but for certificates. */
final class TokenPages {
    private final Controls controls;
    private final Texts texts;
    private final TokenActions actions;
    private final InstantSource clock;

    TokenPages(Controls controls, TokenActions actions, InstantSource clock) {
        this.controls = controls;
        this.texts = controls.texts();
        this.actions = actions;
        this.clock = clock;
    }

    /** The token information, with what can be done with the token. */
    JComponent token(TokenView token, ModuleInfo module) {
        List<Field> fields = new TokenFields(texts).of(token, module);
        List<JButton> buttons = new ArrayList<>();
        buttons.add(
                token.loggedOn()
                        ? controls.tool("action.logoff", Glyph.LOG_OFF, () -> actions.logOff(token))
                        : controls.tool("action.logon", Glyph.LOG_ON, () -> actions.logOn(token)));
        buttons.add(controls.tool("action.change", Glyph.KEY, () -> actions.changePassword(token)));
        if (token.renamable()) {
            buttons.add(controls.tool("action.rename", Glyph.RENAME, () -> actions.rename(token)));
        }
        buttons.add(controls.tool("action.import", Glyph.IMPORT, () -> actions.importCertificate(token)));
        if (token.administrator().isPresent()) {
            buttons.add(controls.tool("action.unlock", Glyph.UNLOCK, () -> actions.unlock(token)));
        }
        buttons.add(controls.tool("action.copy", Glyph.COPY, () -> actions.copy(Field.copy(fields))));
        return Page.of(
                controls,
                Glyph.TOKEN,
                token.name(),
                state(token),
                buttons,
                Controls.scrolling(new FieldsPanel(controls, fields)));
    }

    /** The password's state, in the colour that it deserves. */
    JLabel state(TokenView token) {
        PinStatus pin = token.pin();
        JLabel label = controls.label(new PinStateText(texts).of(pin));
        label.setName("state");
        label.setForeground(
                pin.locked() || pin.finalTry()
                        ? Appearance.bad()
                        : pin.toBeChanged() ? Appearance.warning() : Appearance.muted());
        return label;
    }

    JComponent key(TokenView token, PrivateKeyEntry key) {
        List<Field> fields = new KeyFields(texts).of(token, key, clock.instant());
        return fieldsPage(Glyph.KEY, KeyFields.name(token, key, clock.instant()), texts.text("key.kind"), fields);
    }

    JComponent data(DataObjectEntry data) {
        return fieldsPage(
                Glyph.DATA, HarmlessText.of(data.label()), texts.text("data.kind"), new KeyFields(texts).of(data));
    }

    /** The rules that the token has for its password, the change of them, and what ends all that is on it. */
    JComponent settings(TokenView token) {
        List<JButton> buttons = new ArrayList<>();
        token.changeablePolicy()
                .ifPresent(policy -> buttons.add(
                        controls.tool("action.rules", Glyph.SETTINGS, () -> actions.changeRules(token, policy))));
        buttons.add(controls.tool("action.empty", Glyph.DELETE, () -> actions.deleteContent(token)));
        return fieldsPage(
                Glyph.SETTINGS,
                texts.text("node.settings"),
                texts.text("settings.kind"),
                new PasswordRuleFields(texts).of(token),
                buttons.toArray(JButton[]::new));
    }

    private JComponent fieldsPage(Glyph glyph, String title, String line, List<Field> fields, JButton... more) {
        List<JButton> buttons = new ArrayList<>(List.of(more));
        buttons.add(controls.tool("action.copy", Glyph.COPY, () -> actions.copy(Field.copy(fields))));
        return Page.of(
                controls,
                glyph,
                title,
                controls.muted(line),
                buttons,
                Controls.scrolling(new FieldsPanel(controls, fields)));
    }

    /** A page that says what there is below a node, or why there is nothing. */
    JComponent group(Glyph glyph, String title, String text) {
        JTextArea words = controls.paragraph(text, title);
        words.setName("group.text");
        JPanel content = new JPanel(new BorderLayout());
        content.add(words, BorderLayout.NORTH);
        return Page.of(controls, glyph, title, controls.label(" "), List.of(), content);
    }
}
