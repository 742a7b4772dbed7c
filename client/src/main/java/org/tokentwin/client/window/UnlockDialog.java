package org.tokentwin.client.window;

import java.awt.Window;
import java.util.List;
import java.util.Optional;
import org.tokentwin.client.Pin;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.PinRules;
import org.tokentwin.client.window.model.PinRules.Rule;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Sentence;

/** The administrator's password, and a new one for the user. */
final class UnlockDialog extends PinDialog {
    /** Unlocks a token, and hands the answer to the dialogue. */
    interface Unlock {
        void start(UnlockDialog dialog, Pin administrator, Pin replacement, TryRisk risk);
    }

    private final PinField administrator;
    private final PinField fresh;
    private final PinField confirmation;
    private final PinRules rules;
    private final RulesPanel panel;
    private final Unlock unlock;

    UnlockDialog(Controls controls, Window owner, TokenView token, Unlock unlock) {
        super(controls, owner, token, "unlock.title", Sentence.of("unlock.lead"));
        this.unlock = unlock;
        administrator = field("unlock.administrator");
        fresh = field("change.new");
        confirmation = field("change.confirm");
        rules = new PinRules(token);
        panel = new RulesPanel(controls, check().size());
        below(panel);
        List.of(administrator, fresh, confirmation).forEach(field -> field.onChange(this::showRules));
        showRules();
    }

    @Override
    PinStatus status() {
        return token().administrator().orElse(token().pin());
    }

    private void showRules() {
        try (Pin typed = fresh.pin()) {
            panel.show(check(), rules.percent(typed));
        }
    }

    private List<Rule> check() {
        try (Pin typed = fresh.pin();
                Pin again = confirmation.pin()) {
            return rules.check(typed, again);
        }
    }

    @Override
    Optional<Sentence> objection() {
        if (administrator.isBlank()) {
            administrator.requestFocusInWindow();
            return Optional.of(Sentence.of("unlock.empty"));
        }
        return check().stream()
                .filter(rule -> !rule.met())
                .findFirst()
                .map(rule -> Sentence.of("change.broken", texts.say(rule.text())));
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
