package org.tokentwin.client.window;

import java.awt.Window;
import java.util.Optional;
import org.tokentwin.client.Pin;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Sentence;

/** A dialogue for the administrator's password first, and for what the administrator does with it. */
abstract class AdministratorDialog extends PinDialog {
    private final PinField password;
    private final String title;

    /** @param field the name of the field for the administrator's password */
    AdministratorDialog(Controls controls, Window owner, TokenView token, String title, Sentence lead, String field) {
        super(controls, owner, token, title, lead);
        this.title = title;
        password = form.field(field);
    }

    @Override
    final PinStatus status() {
        return token().administrator().orElse(token().pin());
    }

    @Override
    final void showState(PinHead its) {
        its.showAdministrators(status());
    }

    @Override
    final Optional<Sentence> objection() {
        if (password.isBlank()) {
            password.requestFocusInWindow();
            return Optional.of(Sentence.of("unlock.empty"));
        }
        return objectionToTheRest();
    }

    /** What is wrong below the password; the field that mends it has the focus then. */
    abstract Optional<Sentence> objectionToTheRest();

    /** The password; the caller closes it. */
    final Pin administrator() {
        return password.pin();
    }

    @Override
    final void done(String text) {
        new Notice(controls, dialog).done(texts.text(title), text);
        close();
    }
}
