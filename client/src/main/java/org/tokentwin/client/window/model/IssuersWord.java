package org.tokentwin.client.window.model;

import java.util.Optional;
import org.tokentwin.client.revocation.RevocationAnswer;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.text.Texts;

/** What a certificate's issuer said of it, in the words of the window's language; whom the window asked is a line each below. */
public final class IssuersWord {
    private IssuersWord() {}

    /**
     * Says it.
     *
     * @param name the certificate's
     * @param answer empty for a root
     */
    public static String text(Texts texts, String name, Optional<RevocationAnswer> answer) {
        return answer.map(its -> standing(texts, name, its) + asked(texts, its))
                .orElseGet(() -> texts.text("issuer.root", name));
    }

    private static String standing(Texts texts, String name, RevocationAnswer answer) {
        String since = answer.since().map(texts::moment).orElseGet(() -> texts.text("issuer.no.date"));
        String reason = HarmlessText.of(answer.reason().orElseGet(() -> texts.text("issuer.no.reason")));
        return switch (answer.status()) {
            case GOOD -> texts.text("issuer.good", name);
            case ON_HOLD -> texts.text("issuer.hold", name, since);
            case REVOKED -> texts.text("issuer.revoked", name, since, reason);
            case UNKNOWN -> texts.text("issuer.unknown", name);
            case UNDETERMINED -> texts.text("issuer.undetermined", name);
        };
    }

    private static String asked(Texts texts, RevocationAnswer answer) {
        StringBuilder lines = new StringBuilder();
        answer.asked().forEach(line -> lines.append('\n').append(AskedText.line(texts, line)));
        return lines.toString();
    }
}
