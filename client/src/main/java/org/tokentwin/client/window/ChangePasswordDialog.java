package org.tokentwin.client.window;

import java.awt.Window;
import java.util.List;
import java.util.Optional;
import org.tokentwin.client.Pin;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.PinRules;
import org.tokentwin.client.window.model.PinRules.Rule;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Sentence;

/** Current password, new password, confirmation. What cannot succeed is refused before the token is asked. */
final class ChangePasswordDialog extends PinDialog {
    /** Changes the password of a token, and hands the answer to the dialogue. */
    interface Change {
        void start(ChangePasswordDialog dialog, Pin current, Pin replacement, TryRisk risk);
    }

    private final PinField current;
    private final PinField fresh;
    private final PinField confirmation;
    private final PinRules rules;
    private final RulesPanel panel;
    private final Change change;

    /** @param atFirstUse whether it comes in place of the log-on */
    ChangePasswordDialog(Controls controls, Window owner, TokenView token, boolean atFirstUse, Change change) {
        super(controls, owner, token, "change.title", Sentence.of(atFirstUse ? "change.first" : "change.lead"));
        this.change = change;
        current = field("change.current");
        fresh = field("change.new");
        confirmation = field("change.confirm");
        rules = new PinRules(token);
        panel = new RulesPanel(controls, check().size());
        below(panel);
        List.of(current, fresh, confirmation).forEach(field -> field.onChange(this::showRules));
        showRules();
    }

    private void showRules() {
        try (Pin typed = fresh.pin()) {
            panel.show(check(), rules.percent(typed));
        }
    }

    private List<Rule> check() {
        try (Pin old = current.pin();
                Pin typed = fresh.pin();
                Pin again = confirmation.pin()) {
            return rules.check(old, typed, again);
        }
    }

    @Override
    Optional<Sentence> objection() {
        if (current.isBlank()) {
            current.requestFocusInWindow();
            return Optional.of(Sentence.of("change.no.current"));
        }
        Optional<Rule> broken = check().stream().filter(rule -> !rule.met()).findFirst();
        broken.ifPresent(
                rule -> (rule.text().key().equals("rule.confirmed") ? confirmation : fresh).requestFocusInWindow());
        return broken.map(rule -> Sentence.of("change.broken", texts.say(rule.text())));
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
