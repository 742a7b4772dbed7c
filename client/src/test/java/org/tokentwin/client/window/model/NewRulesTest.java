package org.tokentwin.client.window.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.client.PinPolicy;
import org.tokentwin.client.PolicyRule;
import org.tokentwin.client.window.model.NewRules.Objection;

class NewRulesTest {
    private static final Map<PolicyRule, Integer> BEFORE = Map.of(
            PolicyRule.LEAST_LENGTH, 6,
            PolicyRule.MOST_LENGTH, 20,
            PolicyRule.MOST_AGE, 20_000,
            PolicyRule.UPPER_CASE, 0,
            PolicyRule.LOWER_CASE, 1,
            PolicyRule.DIGITS, 1,
            PolicyRule.SPECIAL, 1);

    @Test
    void ruleThatIsTypedAnew_isTheOnlyChange() {
        NewRules rules = typed(PolicyRule.LEAST_LENGTH, " 8 ");

        assertThat(rules.objection(Enum::name)).isEmpty();
        assertThat(rules.changes()).isEqualTo(Map.of(PolicyRule.LEAST_LENGTH, 8));
    }

    /** That the age is more than may be asked for is the token's affair. */
    @ParameterizedTest
    @CsvSource({
        "LEAST_LENGTH, 6, LEAST_LENGTH, rules.unchanged",
        "LEAST_LENGTH, 0, LEAST_LENGTH, rules.bounds",
        "LEAST_LENGTH, 21, LEAST_LENGTH, rules.lengths",
        "MOST_LENGTH, 256, MOST_LENGTH, rules.bounds",
        "MOST_LENGTH, 5, LEAST_LENGTH, rules.lengths",
        "MOST_AGE, 10000, MOST_AGE, rules.bounds",
        "MOST_AGE, ١, MOST_AGE, rules.bounds",
        "UPPER_CASE, 1, UPPER_CASE, rules.nothing.left"
    })
    void ruleThatNoTokenCanHave_isObjectedTo(PolicyRule rule, String text, PolicyRule field, String key) {
        Objection objection = typed(rule, text).objection(Enum::name).orElseThrow();

        assertThat(objection.rule()).isEqualTo(field);
        assertThat(objection.text().key()).isEqualTo(key);
    }

    private static NewRules typed(PolicyRule rule, String text) {
        Map<PolicyRule, String> typed = new EnumMap<>(PolicyRule.class);
        BEFORE.forEach((each, value) -> typed.put(each, value.toString()));
        typed.put(rule, text);
        return new NewRules(new PinPolicy(BEFORE), typed);
    }
}
