package org.tokentwin.client.window.model;

import java.time.Instant;
import org.tokentwin.client.revocation.Asked;
import org.tokentwin.client.revocation.Obstacle;
import org.tokentwin.client.revocation.RevocationStatus;
import org.tokentwin.client.view.HarmlessText;
import org.tokentwin.client.window.text.Texts;

/** Who was asked how a certificate stands, and what came of it, in the words of the window's language. */
final class AskedText {
    private AskedText() {}

    static String line(Texts texts, Asked asked) {
        String outcome = asked.obstacle()
                .map(obstacle -> obstacle(texts, obstacle))
                .orElseGet(() -> texts.text(key(asked.status())));
        return asked.where()
                .map(place -> texts.text("issuer.asked", HarmlessText.of(place), outcome))
                .orElse(outcome);
    }

    private static String obstacle(Texts texts, Obstacle obstacle) {
        Object[] details =
                obstacle.details().stream().map(each -> detail(texts, each)).toArray();
        return texts.text(key(obstacle.kind()), details);
    }

    private static Object detail(Texts texts, Object detail) {
        return switch (detail) {
            case Instant moment -> texts.moment(moment);
            case Number number -> number;
            default -> HarmlessText.of(detail.toString());
        };
    }

    private static String key(RevocationStatus status) {
        return switch (status) {
            case GOOD -> "issuer.status.good";
            case ON_HOLD -> "issuer.status.hold";
            case REVOKED -> "issuer.status.revoked";
            case UNKNOWN -> "issuer.status.unknown";
            case UNDETERMINED -> "issuer.status.undetermined";
        };
    }

    private static String key(Obstacle.Kind kind) {
        return switch (kind) {
            case NO_ADDRESS -> "issuer.obstacle.no.address";
            case NO_ADDRESS_OF_METHOD -> "issuer.obstacle.no.method";
            case NO_ISSUER -> "issuer.obstacle.no.issuer";
            case BAD_ADDRESS -> "issuer.obstacle.bad.address";
            case BAD_SCHEME -> "issuer.obstacle.bad.scheme";
            case NO_ANSWER -> "issuer.obstacle.no.answer";
            case NO_END -> "issuer.obstacle.no.end";
            case NO_ANSWER_IN_TIME -> "issuer.obstacle.late";
            case INTERRUPTED -> "issuer.obstacle.interrupted";
            case HTTP_STATUS -> "issuer.obstacle.http";
            case TOO_LONG -> "issuer.obstacle.long";
            case DAMAGED -> "issuer.obstacle.damaged";
            case NO_OCSP_RESPONSE -> "issuer.obstacle.no.response";
            case REFUSED -> "issuer.obstacle.refused";
            case UNKNOWN_TYPE -> "issuer.obstacle.type";
            case STRANGER -> "issuer.obstacle.stranger";
            case OTHER_NONCE -> "issuer.obstacle.nonce";
            case OTHER_CERTIFICATE -> "issuer.obstacle.other";
            case NOT_YET -> "issuer.obstacle.early";
            case STALE -> "issuer.obstacle.stale";
            case NO_LIST -> "issuer.obstacle.no.list";
            case OTHER_ISSUER -> "issuer.obstacle.other.issuer";
            case INCOMPLETE_LIST -> "issuer.obstacle.incomplete";
            case KEY_FOR_NO_LIST -> "issuer.obstacle.key";
            case UNSIGNED_LIST -> "issuer.obstacle.unsigned";
        };
    }
}
