package org.tokentwin.client.window.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.client.DataObjectEntry;
import org.tokentwin.client.KeyType;
import org.tokentwin.client.PrivateKeyEntry;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.text.Texts;

/** The pages of private keys and of data objects. */
public final class KeyFields {
    private final Texts texts;

    public KeyFields(Texts texts) {
        this.texts = texts;
    }

    /** The name of a key in the tree: its label, else that of its certificate, else its id. */
    public static String name(TokenView token, PrivateKeyEntry key, Instant now) {
        if (!key.label().isEmpty()) {
            return HarmlessText.of(key.label());
        }
        return token.certificateOf(key)
                .map(certificate -> CertificateFields.name(certificate, now))
                .orElse(key.id());
    }

    public List<Field> of(TokenView token, PrivateKeyEntry key, Instant now) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of(texts.text("key.label"), key.label()));
        fields.add(Field.digits(texts.text("key.id"), key.id()));
        fields.add(Field.of(
                texts.text("key.type"),
                key.type() == KeyType.OTHER
                        ? texts.text("key.type.other")
                        : key.type().name()));
        fields.add(Field.of(
                texts.text("key.certificate"),
                token.certificateOf(key)
                        .map(certificate -> CertificateFields.name(certificate, now))
                        .orElse(texts.text("key.certificate.none"))));
        fields.add(Field.of(
                texts.text("key.each.use"), texts.text(key.alwaysAuthenticate() ? "answer.yes" : "answer.no")));
        fields.removeIf(Field::isEmpty);
        return fields;
    }

    public List<Field> of(DataObjectEntry data) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of(texts.text("data.label"), data.label()));
        fields.add(Field.of(texts.text("data.application"), data.application()));
        fields.add(Field.of(texts.text("data.size"), texts.text("info.bytes", data.size())));
        fields.removeIf(Field::isEmpty);
        return fields;
    }
}
