package org.tokentwin.client.window;

import java.awt.Window;
import java.util.Optional;
import org.tokentwin.client.Pin;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.PinRules;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Sentence;

/** The administrator's password, and a new one for the user. */
final class UnlockDialog extends AdministratorDialog {
    /** Unlocks a token, and hands the answer to the dialogue. */
    interface Unlock {
        void start(UnlockDialog dialog, Pin administrator, Pin replacement, TryRisk risk);
    }

    private final NewPassword fresh;
    private final Unlock unlock;

    UnlockDialog(Controls controls, Window owner, TokenView token, Unlock unlock) {
        super(controls, owner, token, "unlock.title", Sentence.of("unlock.lead"), "unlock.administrator");
        this.unlock = unlock;
        fresh = new NewPassword(form, new PinRules(token), null);
    }

    @Override
    Optional<Sentence> objectionToTheRest() {
        return fresh.objection();
    }

    @Override
    void ask(TryRisk risk) {
        unlock.start(this, administrator(), fresh.pin(), risk);
    }
}
