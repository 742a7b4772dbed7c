package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterRuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"Abcdef1!", "Abcdef1!Abcdef1!Abcd", "aB3 aB3 "})
    void pinOfAllClasses_violatesNothing(String pin) {
        assertThat(CharacterRule.violations(Pin.of(pin.toCharArray()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Abcde1!, at least 8 characters",
        "Abcdef1!Abcdef1!Abcde, at most 20 characters",
        "abcdef1!, an upper case letter",
        "ABCDEF1!, a lower case letter",
        "Abcdefg!, a digit",
        "Abcdefg1, a special character"
    })
    void pinThatLacksOneThing_violatesThatOnly(String pin, String violation) {
        assertThat(CharacterRule.violations(Pin.of(pin.toCharArray()))).containsExactly(violation);
    }
}
