package org.tokentwin.client.window.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tokentwin.client.CharacterRule;
import org.tokentwin.client.CharacterRule.Requirement;
import org.tokentwin.client.Pin;
import org.tokentwin.client.window.text.Sentence;

/** The rules of a token for a new password, held against what is typed. */
public final class PinRules {
    private static final int ALL = 100;

    private final long shortest;
    private final long longest;
    private final boolean fourClasses;

    public PinRules(TokenView view) {
        this(view.token().minPinLength(), view.token().maxPinLength(), view.ecert());
    }

    /**
     * Takes the lengths that a token tells. Where the user guide's rule holds too, the narrower of both counts.
     *
     * @param fourClasses whether the rule of the e-Cert Token's user guide holds: upper case, lower case, digits and special characters
     */
    public PinRules(long shortest, long longest, boolean fourClasses) {
        this.shortest = fourClasses ? Math.max(shortest, CharacterRule.SHORTEST) : shortest;
        this.longest = fourClasses ? Math.min(longest, CharacterRule.LONGEST) : longest;
        this.fourClasses = fourClasses;
    }

    /** A rule, and whether what is typed keeps it. */
    public record Rule(Sentence text, boolean met) {}

    /**
     * Holds the rules against what is typed; none is kept while nothing is.
     *
     * @return the rules of the new password in the order of the guide, then that it is another one, then that it was typed twice
     */
    public List<Rule> check(Pin current, Pin fresh, Pin confirmation) {
        List<Rule> rules = check(fresh, confirmation);
        rules.add(
                rules.size() - 1, new Rule(Sentence.of("rule.another"), fresh.length() > 0 && !fresh.sameAs(current)));
        return rules;
    }

    /** Likewise, where the current password is not known. */
    public List<Rule> check(Pin fresh, Pin confirmation) {
        List<Rule> rules = new ArrayList<>(quality(fresh));
        rules.add(new Rule(Sentence.of("rule.confirmed"), fresh.length() > 0 && fresh.sameAs(confirmation)));
        return rules;
    }

    private List<Rule> quality(Pin fresh) {
        boolean typed = fresh.length() > 0;
        Set<Requirement> unmet = CharacterRule.unmet(fresh);
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule(length(), typed && hasLength(fresh)));
        if (fourClasses) {
            rules.add(new Rule(Sentence.of("rule.upper"), typed && !unmet.contains(Requirement.UPPER_CASE)));
            rules.add(new Rule(Sentence.of("rule.lower"), typed && !unmet.contains(Requirement.LOWER_CASE)));
            rules.add(new Rule(Sentence.of("rule.digit"), typed && !unmet.contains(Requirement.DIGIT)));
            rules.add(new Rule(Sentence.of("rule.special"), typed && !unmet.contains(Requirement.SPECIAL)));
        }
        return rules;
    }

    /** The lengths that a new password may have. */
    public Sentence length() {
        return Sentence.of("rule.length", shortest, longest);
    }

    private boolean hasLength(Pin fresh) {
        return fresh.length() >= shortest && fresh.length() <= longest;
    }

    /** How far a new password has come, in percent: the classes of characters, and the length as it grows. */
    public int percent(Pin fresh) {
        List<Rule> rules = quality(fresh);
        double met = rules.stream().skip(1).filter(Rule::met).count();
        double length = rules.getFirst().met() ? 1 : grown(fresh);
        int percent = (int) Math.round(ALL * (met + length) / rules.size());
        return rules.stream().allMatch(Rule::met) ? ALL : Math.min(percent, ALL - 1);
    }

    /** The share of the shortest length; nothing for one that is too long. */
    private double grown(Pin fresh) {
        boolean tooLong = fresh.length() > longest;
        return tooLong || shortest == 0 ? 0 : Math.min(1, (double) fresh.length() / shortest);
    }
}
