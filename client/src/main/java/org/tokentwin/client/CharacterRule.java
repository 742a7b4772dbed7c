package org.tokentwin.client;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The rule for a new PIN that the e-Cert Token's user guide states: 8 to 20 characters, of each of four classes at least one. */
public final class CharacterRule {
    public static final int SHORTEST = 8;
    public static final int LONGEST = 20;

    private CharacterRule() {}

    /** One thing that the rule asks for. */
    public enum Requirement {
        SHORTEST_LENGTH("at least 8 characters", pin -> pin.length >= SHORTEST),
        LONGEST_LENGTH("at most 20 characters", pin -> pin.length <= LONGEST),
        UPPER_CASE("an upper case letter", pin -> any(pin, CharacterRule::isUpper)),
        LOWER_CASE("a lower case letter", pin -> any(pin, CharacterRule::isLower)),
        DIGIT("a digit", pin -> any(pin, CharacterRule::isDigit)),
        SPECIAL("a special character", pin -> any(pin, CharacterRule::isSpecial));

        private final String words;
        private final Predicate<char[]> met;

        Requirement(String words, Predicate<char[]> met) {
            this.words = words;
            this.met = met;
        }
    }

    /** The rule in one line. */
    public static String describe() {
        return "8 to 20 characters, with upper case, lower case, digit and special character";
    }

    /** What a PIN lacks, in words that do not give it away; empty where it satisfies the rule. */
    public static List<String> violations(Pin candidate) {
        return unmet(candidate).stream().map(requirement -> requirement.words).toList();
    }

    /** What a PIN lacks; empty where it satisfies the rule, or nobody here sees it. */
    public static Set<Requirement> unmet(Pin candidate) {
        char[] pin = candidate.characters();
        Set<Requirement> unmet = EnumSet.noneOf(Requirement.class);
        if (pin != null) {
            Arrays.stream(Requirement.values())
                    .filter(requirement -> !requirement.met.test(pin))
                    .forEach(unmet::add);
        }
        return unmet;
    }

    /** How often in a row the most repeated character stands; 0 if there is none, or nobody here sees it. */
    public static int longestRun(Pin candidate) {
        char[] pin = candidate.characters();
        int longest = 0;
        int run = 0;
        for (int i = 0; pin != null && i < pin.length; i++) {
            run = i > 0 && pin[i] == pin[i - 1] ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static boolean any(char[] pin, CharacterClass wanted) {
        for (char c : pin) {
            if (wanted.contains(c)) {
                return true;
            }
        }
        return false;
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
