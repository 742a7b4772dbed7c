package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Window;
import java.util.List;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JPanel;
import org.tokentwin.client.window.model.Field;
import org.tokentwin.client.window.model.TokenView;

/** The token information, in its own window for the simple view. */
final class InformationDialog {
    private static final Dimension SIZE = new Dimension(680, 520);

    private final Controls controls;
    private final Window owner;
    private final TokenActions actions;

    InformationDialog(Controls controls, Window owner, TokenActions actions) {
        this.controls = controls;
        this.owner = owner;
        this.actions = actions;
    }

    void open(TokenView token, List<Field> fields) {
        JDialog dialog = new JDialog(
                owner, controls.texts().text("info.title", token.name()), JDialog.ModalityType.DOCUMENT_MODAL);
        dialog.setName("information");
        JButton close = controls.button("button.close", dialog::dispose);
        JButton copy = controls.button("action.copy", Glyph.COPY, () -> actions.copy(Field.copy(fields)));
        JPanel content = Controls.margin(new JPanel(new BorderLayout(0, Controls.MARGIN)), Controls.MARGIN);
        content.add(controls.title(token.name()), BorderLayout.NORTH);
        content.add(Controls.scrolling(new FieldsPanel(controls, fields)), BorderLayout.CENTER);
        content.add(Controls.row(copy, Box.createHorizontalGlue(), close), BorderLayout.SOUTH);
        dialog.setContentPane(content);
        dialog.getRootPane().setDefaultButton(close);
        Notice.closeOnEscape(dialog, dialog::dispose);
        dialog.setSize(SIZE);
        dialog.setLocationRelativeTo(owner);
        close.requestFocusInWindow();
        dialog.setVisible(true);
    }
}
