package org.tokentwin.client.window.model;

import java.util.ArrayList;
import java.util.List;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.pkcs11.TokenFlag;
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
        fields.add(Field.of(
                texts.text("settings.characters"),
                view.ecert()
                        ? List.of(
                                texts.text("rule.upper"),
                                texts.text("rule.lower"),
                                texts.text("rule.digit"),
                                texts.text("rule.special"))
                        : List.of(texts.text("settings.characters.unknown"))));
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
        fields.add(Field.of(texts.text("settings.rules"), texts.text("settings.rules.fixed")));
        return fields;
    }
}
