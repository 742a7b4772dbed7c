package org.tokentwin.client.window.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tokentwin.client.CharacterUse;
import org.tokentwin.client.PinPolicy;
import org.tokentwin.client.PolicyRule;
import org.tokentwin.client.window.text.Sentence;

/** Other rules for a password, as they are typed: looked at before the token is asked. */
public final class NewRules {
    private static final int MOST_DIGITS = 9;

    private final PinPolicy before;
    private final Map<PolicyRule, OptionalInt> wanted = new EnumMap<>(PolicyRule.class);

    /**
     * Takes what is typed.
     *
     * @param before the rules that hold
     * @param typed a number for each of them
     */
    public NewRules(PinPolicy before, Map<PolicyRule, String> typed) {
        this.before = before;
        typed.forEach((rule, text) -> wanted.put(rule, number(text)));
    }

    private static OptionalInt number(String text) {
        String digits = text.strip();
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    /** What is wrong, and which field mends it. */
    public record Objection(PolicyRule rule, Sentence text) {}

    /**
     * The first thing that no token could take; empty where a token may be asked.
     *
     * @param names what the window calls each rule
     */
    public Optional<Objection> objection(Function<PolicyRule, String> names) {
        return wanted.keySet().stream()
                .filter(rule -> !isWithinBounds(rule))
                .findFirst()
                .map(rule ->
                        new Objection(rule, Sentence.of("rules.bounds", names.apply(rule), rule.least(), rule.most())))
                .or(this::lengths)
                .or(this::characters)
                .or(this::unchanged);
    }

    /** What holds already is not asked for, so that it may be what it is. */
    private boolean isWithinBounds(PolicyRule rule) {
        OptionalInt value = value(rule);
        return value.isPresent()
                && (value.equals(before.value(rule))
                        || (value.getAsInt() >= rule.least() && value.getAsInt() <= rule.most()));
    }

    private Optional<Objection> lengths() {
        int least = value(PolicyRule.LEAST_LENGTH).orElse(0);
        int most = value(PolicyRule.MOST_LENGTH).orElse(Integer.MAX_VALUE);
        return least <= most
                ? Optional.empty()
                : Optional.of(new Objection(PolicyRule.LEAST_LENGTH, Sentence.of("rules.lengths", least, most)));
    }

    private Optional<Objection> characters() {
        List<PolicyRule> kinds = Stream.of(PolicyRule.values())
                .filter(PolicyRule::isOfCharacters)
                .toList();
        boolean noneLeft =
                kinds.stream().allMatch(kind -> value(kind).equals(OptionalInt.of(CharacterUse.FORBIDDEN.number())));
        return noneLeft
                ? Optional.of(new Objection(kinds.getFirst(), Sentence.of("rules.nothing.left")))
                : Optional.empty();
    }

    private Optional<Objection> unchanged() {
        return changes().isEmpty()
                ? Optional.of(new Objection(before.rules().getFirst(), Sentence.of("rules.unchanged")))
                : Optional.empty();
    }

    private OptionalInt value(PolicyRule rule) {
        return wanted.getOrDefault(rule, OptionalInt.empty());
    }

    /** The rules that become others, with their new values. */
    public Map<PolicyRule, Integer> changes() {
        Map<PolicyRule, Integer> values = new EnumMap<>(PolicyRule.class);
        wanted.forEach((rule, value) -> value.ifPresent(number -> values.put(rule, number)));
        return before.changesTo(values);
    }
}
