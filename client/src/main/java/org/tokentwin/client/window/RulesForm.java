package org.tokentwin.client.window;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JTextField;
import org.tokentwin.client.CharacterUse;
import org.tokentwin.client.PinPolicy;
import org.tokentwin.client.PolicyRule;
import org.tokentwin.client.window.model.NewRules;
import org.tokentwin.client.window.model.RuleWords;
import org.tokentwin.client.window.text.Texts;

/** A field for each rule that a token has for its password: a number, or what it wants of a kind of characters. */
final class RulesForm {
    private static final List<CharacterUse> USES = List.of(CharacterUse.values());

    private final PinForm form;
    private final PinPolicy before;
    private final Map<PolicyRule, JComponent> fields = new EnumMap<>(PolicyRule.class);
    private final Map<PolicyRule, Supplier<String>> typed = new EnumMap<>(PolicyRule.class);

    /**
     * Adds its fields to a form.
     *
     * @param before the rules that hold
     */
    RulesForm(PinForm form, PinPolicy before) {
        this.form = form;
        this.before = before;
        before.rules().forEach(this::add);
    }

    private void add(PolicyRule rule) {
        String key = RuleWords.key(rule);
        if (rule.isOfCharacters()) {
            JComboBox<String> choice = form.choice(key, uses(), USES.indexOf(before.use(rule)));
            fields.put(rule, choice);
            typed.put(
                    rule,
                    () -> Integer.toString(USES.get(choice.getSelectedIndex()).number()));
        } else {
            JTextField field =
                    form.text(key, Integer.toString(before.value(rule).orElseThrow()));
            fields.put(rule, field);
            typed.put(rule, field::getText);
        }
    }

    private List<String> uses() {
        Texts texts = form.controls().texts();
        return USES.stream().map(use -> texts.text(RuleWords.key(use))).toList();
    }

    /** The rules as they are typed. */
    NewRules rules() {
        Map<PolicyRule, String> values = new EnumMap<>(PolicyRule.class);
        typed.forEach((rule, text) -> values.put(rule, text.get()));
        return new NewRules(before, values);
    }

    void focus(PolicyRule rule) {
        JComponent field = fields.get(rule);
        if (field != null) {
            field.requestFocusInWindow();
        }
    }
}
