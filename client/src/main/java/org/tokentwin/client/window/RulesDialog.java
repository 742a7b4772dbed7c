package org.tokentwin.client.window;

import java.awt.Window;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tokentwin.client.CharacterUse;
import org.tokentwin.client.Pin;
import org.tokentwin.client.PinPolicy;
import org.tokentwin.client.PolicyRule;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.model.NewRules.Objection;
import org.tokentwin.client.window.model.RuleWords;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Sentence;

/** The administrator's password, and the rules of the user's: what is changed is said once more, and goes to the token whose serial number is typed. */
final class RulesDialog extends AdministratorDialog {
    /** Changes rules of a token, and hands the answer to the dialogue. */
    interface Change {
        void start(RulesDialog dialog, Pin administrator, Map<PolicyRule, Integer> changes, TryRisk risk);
    }

    private final PinPolicy before;
    private final RulesForm rules;
    private final Change change;

    /** @param before the rules that hold */
    RulesDialog(Controls controls, Window owner, TokenView token, PinPolicy before, Change change) {
        super(controls, owner, token, "rules.title", Sentence.of("rules.lead"), "rules.password");
        this.before = before;
        this.change = change;
        rules = new RulesForm(form, before);
    }

    @Override
    Optional<Sentence> objectionToTheRest() {
        Optional<Objection> objection = rules.rules().objection(this::name);
        objection.ifPresent(its -> rules.focus(its.rule()));
        return objection.map(Objection::text);
    }

    @Override
    boolean isConfirmed() {
        return new SerialConfirmation(controls, dialog)
                .confirmed(
                        token(),
                        texts.text("rules.title"),
                        texts.text(
                                "rules.ask",
                                token().name(),
                                HarmlessText.of(token().token().serial()),
                                changes()),
                        "button.change");
    }

    /** A line for each rule that becomes another one. */
    private String changes() {
        return rules.rules().changes().entrySet().stream()
                .map(its -> texts.text(
                        "rules.change",
                        name(its.getKey()),
                        value(its.getKey(), before.value(its.getKey()).orElseThrow()),
                        value(its.getKey(), its.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private String name(PolicyRule rule) {
        return Mnemonic.of(texts.text(RuleWords.key(rule))).name();
    }

    private String value(PolicyRule rule, int value) {
        return Optional.of(value)
                .filter(number -> rule.isOfCharacters())
                .flatMap(CharacterUse::of)
                .map(use -> texts.text(RuleWords.key(use)))
                .orElseGet(() -> Integer.toString(value));
    }

    @Override
    void ask(TryRisk risk) {
        change.start(this, administrator(), rules.rules().changes(), risk);
    }
}
