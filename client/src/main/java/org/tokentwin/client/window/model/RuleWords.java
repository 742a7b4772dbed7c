package org.tokentwin.client.window.model;

import org.tokentwin.client.CharacterUse;
import org.tokentwin.client.PolicyRule;

/** What the window calls a rule for a password, where it is changed. */
public final class RuleWords {
    private RuleWords() {}

    /** The key of a rule's name; in its words a letter is marked for the keyboard. */
    public static String key(PolicyRule rule) {
        return switch (rule) {
            case LEAST_LENGTH -> "rules.least";
            case MOST_LENGTH -> "rules.most";
            case MOST_AGE -> "rules.age";
            case HISTORY -> "rules.history";
            case REPETITIONS -> "rules.repetitions";
            case UPPER_CASE -> "rules.upper";
            case LOWER_CASE -> "rules.lower";
            case DIGITS -> "rules.digits";
            case SPECIAL -> "rules.special";
        };
    }

    /** The key of what is wanted of a kind of characters. */
    public static String key(CharacterUse use) {
        return switch (use) {
            case ALLOWED -> "use.allowed";
            case FORBIDDEN -> "use.forbidden";
            case REQUIRED -> "use.required";
        };
    }

    /** The key of the rule that a password keeps which has, or has not, a kind of characters. */
    static String ruleKey(PolicyRule kind, boolean has) {
        return switch (kind) {
            case UPPER_CASE -> has ? "rule.upper" : "rule.no.upper";
            case LOWER_CASE -> has ? "rule.lower" : "rule.no.lower";
            case DIGITS -> has ? "rule.digit" : "rule.no.digit";
            case SPECIAL -> has ? "rule.special" : "rule.no.special";
            case LEAST_LENGTH, MOST_LENGTH, MOST_AGE, HISTORY, REPETITIONS ->
                throw new IllegalArgumentException(kind.name());
        };
    }
}
