package org.tokentwin.client.window;

import java.awt.Window;
import java.util.Optional;
import javax.swing.JTextField;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.NewName;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Sentence;

/** Another name for a token that is logged on to. */
final class RenameDialog extends PinDialog {
    /** Renames a token, and hands the answer to the dialogue. */
    interface Rename {
        void start(RenameDialog dialog, String name);
    }

    private final JTextField name;
    private final Rename rename;

    RenameDialog(Controls controls, Window owner, TokenView token, Rename rename) {
        super(controls, owner, token, "rename.title", Sentence.of("rename.lead"));
        this.rename = rename;
        name = form.text("rename.name", token.name());
        name.selectAll();
    }

    @Override
    Optional<Sentence> objection() {
        return new NewName(name.getText()).objection(token().token().label());
    }

    @Override
    void ask(TryRisk risk) {
        rename.start(this, new NewName(name.getText()).text());
    }

    @Override
    void done(String text) {
        close();
    }
}
