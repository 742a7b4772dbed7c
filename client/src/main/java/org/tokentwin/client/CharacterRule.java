package org.tokentwin.client;

import java.util.ArrayList;
import java.util.List;

/** The rule for a new PIN that the e-Cert Token's user guide states: 8 to 20 characters, of each of four classes at least one. */
public final class CharacterRule {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 20;

    private CharacterRule() {}

    /** The rule in one line. */
    public static String describe() {
        return "8 to 20 characters, with upper case, lower case, digit and special character";
    }

    /** What a PIN lacks, in words that do not give it away; empty where it satisfies the rule. */
    public static List<String> violations(Pin candidate) {
        char[] pin = candidate.characters();
        if (pin == null) {
            return List.of();
        }
        List<String> violations = new ArrayList<>();
        addIf(violations, pin.length < SHORTEST, "at least 8 characters");
        addIf(violations, pin.length > LONGEST, "at most 20 characters");
        addIf(violations, none(pin, CharacterRule::isUpper), "an upper case letter");
        addIf(violations, none(pin, CharacterRule::isLower), "a lower case letter");
        addIf(violations, none(pin, CharacterRule::isDigit), "a digit");
        addIf(violations, none(pin, CharacterRule::isSpecial), "a special character");
        return violations;
    }

    private static void addIf(List<String> violations, boolean violated, String violation) {
        if (violated) {
            violations.add(violation);
        }
    }

    private static boolean none(char[] pin, CharacterClass wanted) {
        for (char c : pin) {
            if (wanted.contains(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpecial(char c) {
        return !isUpper(c) && !isLower(c) && !isDigit(c);
    }

    private interface CharacterClass {
        boolean contains(char c);
    }
}
