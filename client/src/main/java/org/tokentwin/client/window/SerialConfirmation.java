package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Window;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Texts;

/** Asks before something that ends what a token holds, or changes what it is: the user types the token's serial number, so that it is no other token that is meant. */
final class SerialConfirmation {
    private static final int COLUMNS = 24;
    private static final int ROWS = 4;

    private final Controls controls;
    private final Window owner;

    SerialConfirmation(Controls controls, Window owner) {
        this.controls = controls;
        this.owner = owner;
    }

    /**
     * Asks.
     *
     * @param text what is going to be done
     * @param yesKey the words of the button that does it
     * @return whether the serial number was typed, and the button pressed
     */
    boolean confirmed(TokenView token, String title, String text, String yesKey) {
        Texts texts = controls.texts();
        JDialog dialog = new JDialog(owner, title, JDialog.ModalityType.DOCUMENT_MODAL);
        dialog.setName("serial.confirmation");
        boolean[] answer = {false};
        JTextField typed = new JTextField(COLUMNS);
        typed.setName("serial.typed");
        typed.getAccessibleContext().setAccessibleName(texts.text("info.serial"));
        JButton yes = controls.button(yesKey, () -> {
            answer[0] = true;
            dialog.dispose();
        });
        yes.setEnabled(false);
        Controls.onChange(
                typed,
                () -> yes.setEnabled(
                        typed.getText().strip().equals(token.token().serial())));
        JTextArea words = controls.paragraph(text, title);
        words.setName("notice.text");
        words.setRows(ROWS + (int) text.lines().skip(1).count());
        words.setColumns(COLUMNS);
        JPanel content = Controls.margin(new JPanel(new BorderLayout(0, Controls.MARGIN)), Controls.MARGIN);
        content.add(words, BorderLayout.NORTH);
        content.add(Controls.row(controls.label(texts.text("info.serial")), typed), BorderLayout.CENTER);
        JButton no = controls.button("button.cancel", dialog::dispose);
        content.add(Controls.row(Box.createHorizontalGlue(), yes, no), BorderLayout.SOUTH);
        dialog.setContentPane(content);
        dialog.getRootPane().setDefaultButton(no);
        Notice.closeOnEscape(dialog, dialog::dispose);
        dialog.pack();
        dialog.setLocationRelativeTo(owner);
        dialog.setVisible(true);
        return answer[0];
    }
}
