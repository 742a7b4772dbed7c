package org.tokentwin.client.window;

import java.awt.Window;
import java.util.Optional;
import org.tokentwin.client.Pin;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.PinRules;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Sentence;

/** The administrator's password, and a new one for the user. */
final class UnlockDialog extends PinDialog {
    /** Unlocks a token, and hands the answer to the dialogue. */
    interface Unlock {
        void start(UnlockDialog dialog, Pin administrator, Pin replacement, TryRisk risk);
    }

    private final PinField administrator;
    private final NewPassword fresh;
    private final Unlock unlock;

    UnlockDialog(Controls controls, Window owner, TokenView token, Unlock unlock) {
        super(controls, owner, token, "unlock.title", Sentence.of("unlock.lead"));
        this.unlock = unlock;
        administrator = form.field("unlock.administrator");
        fresh = new NewPassword(form, new PinRules(token), null);
    }

    @Override
    PinStatus status() {
        return token().administrator().orElse(token().pin());
    }

    @Override
    void showState(PinHead its) {
        its.showAdministrators(status());
    }

    @Override
    Optional<Sentence> objection() {
        if (administrator.isBlank()) {
            administrator.requestFocusInWindow();
            return Optional.of(Sentence.of("unlock.empty"));
        }
        return fresh.objection();
    }

    @Override
    void ask(TryRisk risk) {
        unlock.start(this, administrator.pin(), fresh.pin(), risk);
    }

    @Override
    void done(String text) {
        new Notice(controls, dialog).done(texts.text("unlock.title"), text);
        close();
    }
}
