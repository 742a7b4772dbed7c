package org.tokentwin.client.window.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tokentwin.client.CharacterRule;
import org.tokentwin.client.CharacterRule.Requirement;
import org.tokentwin.client.CharacterUse;
import org.tokentwin.client.Pin;
import org.tokentwin.client.PinPolicy;
import org.tokentwin.client.PolicyRule;
import org.tokentwin.client.window.text.Sentence;

/** The rules of a token for a new password, held against what is typed. */
public final class PinRules {
    private static final int ALL = 100;

    /** The kinds of characters, in the order of the guide. */
    private static final List<PolicyRule> KINDS =
            Stream.of(PolicyRule.values()).filter(PolicyRule::isOfCharacters).toList();

    private final long shortest;
    private final long longest;
    private final Map<PolicyRule, CharacterUse> characters = new EnumMap<>(PolicyRule.class);
    private final int repetitions;

    /** Takes what the token tells: the lengths, and more where it has an object for its rules. Of two lengths the narrower counts. */
    public PinRules(TokenView view) {
        this(
                Math.max(view.token().minPinLength(), told(view, PolicyRule.LEAST_LENGTH, 0)),
                Math.min(view.token().maxPinLength(), told(view, PolicyRule.MOST_LENGTH, Integer.MAX_VALUE)),
                view.ecert(),
                view.policy().orElse(new PinPolicy(Map.of())));
    }

    /**
     * Takes the lengths that a token tells. Where the user guide's rule holds too, the narrower of both counts.
     *
     * @param fourClasses whether the rule of the e-Cert Token's user guide holds: upper case, lower case, digits and special characters
     */
    public PinRules(long shortest, long longest, boolean fourClasses) {
        this(shortest, longest, fourClasses, new PinPolicy(Map.of()));
    }

    private PinRules(long shortest, long longest, boolean fourClasses, PinPolicy policy) {
        this.shortest = fourClasses ? Math.max(shortest, CharacterRule.SHORTEST) : shortest;
        this.longest = fourClasses ? Math.min(longest, CharacterRule.LONGEST) : longest;
        this.repetitions = policy.value(PolicyRule.REPETITIONS).orElse(0);
        for (PolicyRule kind : KINDS) {
            boolean guides = fourClasses && policy.use(kind) == CharacterUse.ALLOWED;
            characters.put(kind, guides ? CharacterUse.REQUIRED : policy.use(kind));
        }
    }

    private static int told(TokenView view, PolicyRule rule, int otherwise) {
        return view.policy().map(policy -> policy.value(rule).orElse(otherwise)).orElse(otherwise);
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
        characters.forEach((kind, use) -> {
            if (use != CharacterUse.ALLOWED) {
                boolean wanted = use == CharacterUse.REQUIRED;
                boolean has = !unmet.contains(requirement(kind));
                rules.add(new Rule(Sentence.of(RuleWords.ruleKey(kind, wanted)), typed && has == wanted));
            }
        });
        if (repetitions > 0) {
            rules.add(new Rule(
                    Sentence.of("rule.repetitions", repetitions),
                    typed && CharacterRule.longestRun(fresh) <= repetitions));
        }
        return rules;
    }

    private static Requirement requirement(PolicyRule kind) {
        return switch (kind) {
            case UPPER_CASE -> Requirement.UPPER_CASE;
            case LOWER_CASE -> Requirement.LOWER_CASE;
            case DIGITS -> Requirement.DIGIT;
            case SPECIAL -> Requirement.SPECIAL;
            case LEAST_LENGTH, MOST_LENGTH, MOST_AGE, HISTORY, REPETITIONS ->
                throw new IllegalArgumentException(kind.name());
        };
    }

    /** The lengths that a new password may have. */
    public Sentence length() {
        return Sentence.of("rule.length", shortest, longest);
    }

    /** What a new password must have of kinds of characters, or must not have. */
    public List<Sentence> characters(CharacterUse use) {
        return characters.entrySet().stream()
                .filter(kind -> kind.getValue() == use)
                .map(kind -> Sentence.of(RuleWords.ruleKey(kind.getKey(), true)))
                .toList();
    }

    private boolean hasLength(Pin fresh) {
        return fresh.length() >= shortest && fresh.length() <= longest;
    }

    /** How far a new password has come, in percent: the rules it keeps, and the length as it grows. */
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
