package org.tokentwin.client;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The rules for a new user PIN that a token tells in its policy object. Immutable. */
public record PinPolicy(Map<PolicyRule, Integer> values) {
    public PinPolicy {
        values = Map.copyOf(values);
    }

    /** The rules that it has, in their order. */
    public List<PolicyRule> rules() {
        return Arrays.stream(PolicyRule.values()).filter(values::containsKey).toList();
    }

    /** The value of a rule; empty where the token does not have it. */
    public OptionalInt value(PolicyRule rule) {
        return Optional.ofNullable(values.get(rule)).stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /** What it wants of a kind of characters; nothing where the token does not say. */
    public CharacterUse use(PolicyRule rule) {
        return Optional.ofNullable(values.get(rule)).flatMap(CharacterUse::of).orElse(CharacterUse.ALLOWED);
    }

    /** Of other values those that this policy has not. */
    public Map<PolicyRule, Integer> changesTo(Map<PolicyRule, Integer> wanted) {
        Map<PolicyRule, Integer> changes = new EnumMap<>(PolicyRule.class);
        wanted.forEach((rule, value) -> {
            if (!value.equals(values.get(rule))) {
                changes.put(rule, value);
            }
        });
        return changes;
    }

    /** Whether what a token tells can be rules at all. */
    boolean isSound() {
        OptionalInt least = value(PolicyRule.LEAST_LENGTH);
        OptionalInt most = value(PolicyRule.MOST_LENGTH);
        return least.isPresent() && most.isPresent() && least.getAsInt() <= most.getAsInt();
    }

    /** The rules in one line, for messages. */
    @Override
    public String toString() {
        return rules().stream().map(rule -> rule + "=" + values.get(rule)).collect(Collectors.joining(", "));
    }
}
