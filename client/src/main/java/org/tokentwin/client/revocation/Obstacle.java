package org.tokentwin.client.revocation;

import java.util.List;
import java.util.Locale;

/**
 * Why nobody was asked, or why what came back does not count.
 *
 * @param details what the kind leaves open: texts, numbers and moments, in the order of its places
 */
public record Obstacle(Kind kind, List<Object> details) {
    public Obstacle {
        details = List.copyOf(details);
    }

    static Obstacle of(Kind kind, Object... details) {
        return new Obstacle(kind, List.of(details));
    }

    /** Says it in English, as a part of a sentence. */
    public String words() {
        return String.format(Locale.ROOT, kind.pattern, details.toArray());
    }

    /** What can be in the way. */
    public enum Kind {
        NO_ADDRESS("the certificate does not say where to ask"),
        NO_ADDRESS_OF_METHOD("the certificate does not say where to ask by %s"),
        NO_ISSUER("the token does not hold the issuer's certificate"),
        BAD_ADDRESS("this is no address to ask at"),
        BAD_SCHEME("only http and https are asked"),
        NO_ANSWER("no answer"),
        NO_END("no answer, or not to its end"),
        NO_ANSWER_IN_TIME("no answer within %s s"),
        INTERRUPTED("interrupted"),
        HTTP_STATUS("HTTP status %s"),
        TOO_LONG("the answer has more than %s bytes"),
        DAMAGED("the answer is damaged"),
        NO_OCSP_RESPONSE("the answer is no OCSP response"),
        REFUSED("refused, %s"),
        UNKNOWN_TYPE("the answer is of an unknown type"),
        STRANGER("the answer is signed by nobody whom the issuer has named"),
        OTHER_NONCE("the answer is to another question: its nonce differs"),
        OTHER_CERTIFICATE("the answer is about another certificate"),
        NOT_YET("the answer counts from %s on only"),
        STALE("the answer was to be replaced at %s"),
        NO_LIST("the answer is no revocation list"),
        OTHER_ISSUER("the list is another issuer's"),
        INCOMPLETE_LIST("the list is not a complete one"),
        KEY_FOR_NO_LIST("the issuer's key is for no revocation lists"),
        UNSIGNED_LIST("the issuer has not signed the list");

        private final String pattern;

        Kind(String pattern) {
            this.pattern = pattern;
        }
    }
}
