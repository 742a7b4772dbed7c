package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Window;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.text.Texts;

/** Asks for the password of a file. */
final class FilePasswordDialog {
    private final Controls controls;
    private final Window owner;

    FilePasswordDialog(Controls controls, Window owner) {
        this.controls = controls;
        this.owner = owner;
    }

    /** Returns what was typed, which the caller wipes; empty where the user does not go on. */
    Optional<char[]> ask(Path file) {
        Texts texts = controls.texts();
        JDialog dialog = new JDialog(owner, texts.text("import.title"), JDialog.ModalityType.DOCUMENT_MODAL);
        PinField password = new PinField(controls, "import.file.password");
        boolean[] answered = {false};
        JButton ok = controls.button("button.ok", () -> {
            answered[0] = true;
            dialog.dispose();
        });
        JButton cancel = controls.button("button.cancel", dialog::dispose);
        JPanel fields = Controls.column(
                controls.label(HarmlessText.of(String.valueOf(file.getFileName()))),
                controls.muted(Mnemonic.of(texts.text("import.file.password")).text()),
                password);
        JPanel content = Controls.margin(new JPanel(new BorderLayout(0, Controls.MARGIN)), Controls.MARGIN);
        content.add(fields, BorderLayout.CENTER);
        content.add(Controls.row(Box.createHorizontalGlue(), ok, cancel), BorderLayout.SOUTH);
        dialog.setContentPane(content);
        dialog.getRootPane().setDefaultButton(ok);
        Notice.closeOnEscape(dialog, dialog::dispose);
        dialog.pack();
        dialog.setLocationRelativeTo(owner);
        dialog.setVisible(true);
        Optional<char[]> typed = answered[0] ? Optional.of(password.getPassword()) : Optional.empty();
        password.wipe();
        return typed;
    }
}
