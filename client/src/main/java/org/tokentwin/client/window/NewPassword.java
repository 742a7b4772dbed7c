package org.tokentwin.client.window;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.Pin;
import org.tokentwin.client.window.model.PinRules;
import org.tokentwin.client.window.model.PinRules.Rule;
import org.tokentwin.client.window.text.Sentence;

/** A new password, typed twice, and the rules for it, which tick off meanwhile. */
final class NewPassword {
    private final Controls controls;
    private final PinRules rules;
    private final @Nullable PinField current;
    private final PinField fresh;
    private final PinField confirmation;
    private final RulesPanel panel;

    /**
     * Adds its fields to a form.
     *
     * @param current where the password is typed that the new one must differ from; null where that is not known
     */
    NewPassword(PinForm form, PinRules rules, @Nullable PinField current) {
        this.controls = form.controls();
        this.rules = rules;
        this.current = current;
        fresh = form.field("change.new");
        confirmation = form.field("change.confirm");
        panel = new RulesPanel(controls, check().size());
        form.below(panel);
        List.of(fresh, confirmation).forEach(field -> Controls.onChange(field, this::showRules));
        if (current != null) {
            Controls.onChange(current, this::showRules);
        }
        showRules();
    }

    /** What is typed, which the caller closes. */
    Pin pin() {
        return fresh.pin();
    }

    /** The same as an array, which the caller wipes. */
    char[] characters() {
        return fresh.getPassword();
    }

    /** The first rule that is not kept; the field to mend it in has the focus. */
    Optional<Sentence> objection() {
        Optional<Rule> broken = check().stream().filter(rule -> !rule.met()).findFirst();
        broken.ifPresent(
                rule -> (rule.text().key().equals("rule.confirmed") ? confirmation : fresh).requestFocusInWindow());
        return broken.map(rule -> Sentence.of("change.broken", controls.texts().say(rule.text())));
    }

    private void showRules() {
        try (Pin typed = fresh.pin()) {
            panel.show(check(), rules.percent(typed));
        }
    }

    private List<Rule> check() {
        PinField old = current;
        try (Pin typed = fresh.pin();
                Pin again = confirmation.pin()) {
            if (old == null) {
                return rules.check(typed, again);
            }
            try (Pin before = old.pin()) {
                return rules.check(before, typed, again);
            }
        }
    }
}
