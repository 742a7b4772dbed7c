package org.tokentwin.client.window;

import java.awt.Window;
import java.util.Optional;
import org.tokentwin.client.Pin;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.PinRules;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Sentence;

/** Current password, new password, confirmation. What cannot succeed is refused before the token is asked. */
final class ChangePasswordDialog extends PinDialog {
    /** Changes the password of a token, and hands the answer to the dialogue. */
    interface Change {
        void start(ChangePasswordDialog dialog, Pin current, Pin replacement, TryRisk risk);
    }

    private final PinField current;
    private final NewPassword fresh;
    private final Change change;

    /** @param atFirstUse whether it comes in place of the log-on */
    ChangePasswordDialog(Controls controls, Window owner, TokenView token, boolean atFirstUse, Change change) {
        super(controls, owner, token, "change.title", Sentence.of(atFirstUse ? "change.first" : "change.lead"));
        this.change = change;
        current = form.field("change.current");
        fresh = new NewPassword(form, new PinRules(token), current);
    }

    @Override
    Optional<Sentence> objection() {
        if (current.isBlank()) {
            current.requestFocusInWindow();
            return Optional.of(Sentence.of("change.no.current"));
        }
        return fresh.objection();
    }

    @Override
    void ask(TryRisk risk) {
        change.start(this, current.pin(), fresh.pin(), risk);
    }

    @Override
    void done(String text) {
        new Notice(controls, dialog).done(texts.text("change.title"), text);
        close();
    }
}
