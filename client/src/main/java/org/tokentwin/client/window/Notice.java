package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Window;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.KeyStroke;

/** A message with one button, or a question with two, of which the harmless one is the default. */
final class Notice {
    private static final int WIDTH = 380;
    private static final int PICTURE = 36;

    private final Controls controls;
    private final Window owner;

    Notice(Controls controls, Window owner) {
        this.controls = controls;
        this.owner = owner;
    }

    /** Says that something was done. */
    void done(String title, String text) {
        show(title, text, Glyph.CHECK, Appearance.good());
    }

    /** Says something that nobody asked to be done. */
    void told(String title, String text) {
        show(title, text, Glyph.INFORMATION, Appearance.accent());
    }

    /** Says that something did not work. */
    void failed(String title, String text) {
        show(title, text, Glyph.ERROR, Appearance.bad());
    }

    private void show(String title, String text, Glyph glyph, Color colour) {
        JDialog dialog = dialog(title, text, glyph, colour);
        JButton ok = controls.button("button.ok", dialog::dispose);
        finish(dialog, ok, ok);
    }

    /**
     * Asks before something that cannot be undone.
     *
     * @param yesKey the words of the button that goes on
     * @return whether the user goes on
     */
    boolean confirmed(String title, String text, String yesKey) {
        boolean[] answer = {false};
        JDialog dialog = dialog(title, text, Glyph.WARNING, Appearance.warning());
        JButton yes = controls.button(yesKey, () -> {
            answer[0] = true;
            dialog.dispose();
        });
        JButton no = controls.button("button.cancel", dialog::dispose);
        finish(dialog, no, yes, no);
        return answer[0];
    }

    /** Asks before the last try: one wrong password more locks the token. */
    boolean lastTryConfirmed() {
        return confirmed(
                controls.texts().text("try.last.title"), controls.texts().text("try.last"), "button.try");
    }

    private JDialog dialog(String title, String text, Glyph glyph, Color colour) {
        JDialog dialog = new JDialog(owner, title, JDialog.ModalityType.DOCUMENT_MODAL);
        dialog.setName("notice");
        dialog.getAccessibleContext().setAccessibleDescription(text);
        JLabel picture = Controls.plain(new JLabel(glyph.icon(PICTURE).in(colour)));
        picture.setVerticalAlignment(JLabel.TOP);
        picture.getAccessibleContext().setAccessibleName(title);
        JTextArea words = controls.paragraph(text, title);
        words.setName("notice.text");
        words.setSize(new Dimension(WIDTH, Short.MAX_VALUE));
        words.setPreferredSize(new Dimension(WIDTH, words.getPreferredSize().height));
        JPanel content =
                Controls.margin(new JPanel(new BorderLayout(Controls.MARGIN, Controls.MARGIN)), Controls.MARGIN);
        content.add(picture, BorderLayout.WEST);
        content.add(words, BorderLayout.CENTER);
        dialog.setContentPane(content);
        return dialog;
    }

    private void finish(JDialog dialog, JButton preferred, JButton... buttons) {
        JPanel row = Controls.row(buttons);
        row.add(Box.createHorizontalGlue(), 0);
        dialog.getContentPane().add(row, BorderLayout.SOUTH);
        dialog.getRootPane().setDefaultButton(preferred);
        closeOnEscape(dialog, dialog::dispose);
        dialog.pack();
        dialog.setResizable(false);
        dialog.setLocationRelativeTo(owner);
        preferred.requestFocusInWindow();
        dialog.setVisible(true);
    }

    static void closeOnEscape(JDialog dialog, Runnable close) {
        dialog.getRootPane()
                .registerKeyboardAction(
                        event -> close.run(), KeyStroke.getKeyStroke("ESCAPE"), JComponent.WHEN_IN_FOCUSED_WINDOW);
    }
}
