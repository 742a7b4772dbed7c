package org.tokentwin.client.window;

import java.awt.BorderLayout;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.window.text.Texts;

/** The head of a dialogue that asks for a password: which token, how many tries are left, and what for. */
final class PinHead extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int PICTURE = 40;

    private final transient Texts texts;
    private final transient PinStateText stateText;
    private final JLabel tries;

    /**
     * @param token its name
     * @param lead what the password is for
     * @param rows of the lead
     * @param more a line below the name; empty for none
     */
    PinHead(Controls controls, String token, String more, String lead, int rows) {
        super(new BorderLayout(Controls.MARGIN, 0));
        texts = controls.texts();
        stateText = new PinStateText(texts);
        JLabel picture = Controls.plain(new JLabel(Glyph.TOKEN.icon(PICTURE).in(Appearance.accent())));
        picture.getAccessibleContext().setAccessibleName(token);
        picture.setVerticalAlignment(JLabel.TOP);
        tries = controls.label("");
        tries.setName("tries");
        JTextArea words = controls.paragraph(lead, lead);
        words.setName("lead");
        words.setForeground(Appearance.muted());
        words.setRows(rows);
        JLabel line = controls.muted(more);
        line.setName("serial");
        line.setVisible(!more.isEmpty());
        add(picture, BorderLayout.WEST);
        add(Controls.column(controls.title(token), line, tries, words), BorderLayout.CENTER);
    }

    /** Shows the state of the user's password. */
    void show(PinStatus pin) {
        show(pin, stateText.of(pin));
    }

    /** Shows the state of the administrator's password, and that it is that one's: next to it stands a field for the user's. */
    void showAdministrators(PinStatus pin) {
        show(pin, texts.text("unlock.state", stateText.of(pin)));
    }

    private void show(PinStatus pin, String text) {
        tries.setForeground(pin.finalTry() || pin.locked() ? Appearance.bad() : Appearance.muted());
        tries.setText(text);
    }
}
