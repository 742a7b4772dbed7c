package org.tokentwin.client.window.model;

import java.util.ArrayList;
import java.util.List;
import org.tokentwin.client.CharacterUse;
import org.tokentwin.client.PinPolicy;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.PolicyRule;
import org.tokentwin.client.pkcs11.TokenFlag;
import org.tokentwin.client.window.text.Sentence;
import org.tokentwin.client.window.text.Texts;

/** The page of a token's settings: the rules of its password, as far as the token tells them. */
public final class PasswordRuleFields {
    private final Texts texts;

    public PasswordRuleFields(Texts texts) {
        this.texts = texts;
    }

    public List<Field> of(TokenView view) {
        List<Field> fields = new ArrayList<>();
        PinStatus pin = view.pin();
        fields.add(Field.of(texts.text("settings.length"), texts.say(new PinRules(view).length())));
        characters(fields, view);
        view.policy().ifPresent(policy -> numbers(fields, policy));
        if (pin.triesAtMost().isPresent()) {
            fields.add(Field.of(
                    texts.text("info.tries.most"),
                    texts.number(pin.triesAtMost().getAsInt())));
        }
        fields.add(Field.of(texts.text("settings.first"), texts.text(pin.toBeChanged() ? "answer.yes" : "answer.no")));
        fields.add(Field.of(
                texts.text("settings.pad"),
                texts.text(
                        view.token().has(TokenFlag.CKF_PROTECTED_AUTHENTICATION_PATH) ? "answer.yes" : "answer.no")));
        fields.add(Field.of(texts.text("settings.rules"), texts.text(whoChangesThem(view))));
        return fields;
    }

    private void characters(List<Field> fields, TokenView view) {
        PinRules rules = new PinRules(view);
        List<String> required = say(rules.characters(CharacterUse.REQUIRED));
        List<String> forbidden = say(rules.characters(CharacterUse.FORBIDDEN));
        String none = view.policy().isPresent() ? "settings.characters.any" : "settings.characters.unknown";
        fields.add(
                Field.of(texts.text("settings.characters"), required.isEmpty() ? List.of(texts.text(none)) : required));
        if (!forbidden.isEmpty()) {
            fields.add(Field.of(texts.text("settings.forbidden"), forbidden));
        }
    }

    private List<String> say(List<Sentence> sentences) {
        return sentences.stream().map(texts::say).toList();
    }

    private void numbers(List<Field> fields, PinPolicy policy) {
        policy.value(PolicyRule.REPETITIONS)
                .ifPresent(count -> fields.add(
                        Field.of(texts.text("settings.repetitions"), texts.text("settings.repetitions.value", count))));
        policy.value(PolicyRule.HISTORY)
                .ifPresent(count -> fields.add(
                        Field.of(texts.text("settings.history"), texts.text("settings.history.value", count))));
        policy.value(PolicyRule.MOST_AGE)
                .ifPresent(days ->
                        fields.add(Field.of(texts.text("settings.age"), texts.text("settings.age.value", days))));
    }

    private static String whoChangesThem(TokenView view) {
        if (view.policy().isEmpty()) {
            return "settings.rules.fixed";
        }
        return view.administrator().isPresent() ? "settings.rules.administrator" : "settings.rules.nobody";
    }
}
