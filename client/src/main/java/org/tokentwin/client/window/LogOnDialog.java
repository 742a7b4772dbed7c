package org.tokentwin.client.window;

import java.awt.Window;
import java.util.Optional;
import org.tokentwin.client.Pin;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Sentence;

/** Asks for the password, so that private keys become visible. */
final class LogOnDialog extends PinDialog {
    /** Logs on to a token, and hands the answer to the dialogue. */
    interface LogOn {
        void start(LogOnDialog dialog, Pin pin, TryRisk risk);
    }

    private final PinField pin;
    private final LogOn logOn;
    private boolean done;

    LogOnDialog(Controls controls, Window owner, TokenView token, LogOn logOn) {
        super(controls, owner, token, "logon.title", Sentence.of("logon.lead"));
        this.logOn = logOn;
        pin = form.field("logon.password");
    }

    @Override
    Optional<Sentence> objection() {
        return pin.isBlank() ? Optional.of(Sentence.of("logon.empty")) : Optional.empty();
    }

    @Override
    void ask(TryRisk risk) {
        logOn.start(this, pin.pin(), risk);
    }

    /** Whether the token took the password. */
    boolean isDone() {
        return done;
    }

    @Override
    void done(String text) {
        done = true;
        close();
    }
}
