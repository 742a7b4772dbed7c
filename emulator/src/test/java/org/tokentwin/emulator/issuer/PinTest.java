package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.profile.CharacterClass;
import org.tokentwin.emulator.profile.PinPolicy;
import org.tokentwin.emulator.profile.TokenProfile;

class PinTest {
    @Test
    void randomPins_are8DigitsAndDiffer() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(Pin.random8Digits().reveal());
        }

        assertThat(seen).hasSizeGreaterThan(95).allMatch(pin -> pin.matches("[0-9]{8}"));
    }

    @RepeatedTest(20)
    void conformingPin_hasWhatThePolicyWants() {
        assertThat(Pin.randomConforming(TokenProfile.ofDefault().pinPolicy()).reveal())
                .hasSize(12)
                .matches(".*[A-Z].*")
                .matches(".*[a-z].*")
                .matches(".*[0-9].*")
                .matches(".*[^A-Za-z0-9].*");
    }

    @RepeatedTest(20)
    void conformingPin_hasNothingThatThePolicyForbids() {
        PinPolicy digitsOnly = new PinPolicy(
                15,
                15,
                4,
                6,
                Set.of(),
                Set.of(CharacterClass.UPPER, CharacterClass.LOWER, CharacterClass.SPECIAL),
                0,
                1,
                0,
                Set.of());

        assertThat(Pin.randomConforming(digitsOnly).reveal())
                .matches("[0-9]{6}")
                .doesNotContainPattern("(.)\\1");
    }

    @Test
    void pin_doesNotShowItself() {
        assertThat(Pin.of("Secret-1")).hasToString("Pin[8 characters]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "123456789012345678901", "grün1234", "tab\t1234"})
    void impossiblePin_isRefusedWithoutBeingTold(String characters) {
        assertThatThrownBy(() -> Pin.of(characters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A PIN has 4 to 20 characters of printable ASCII");
    }
}
