package org.tokentwin.conformance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.Toml;

class TomlTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SafeNet eToken 5100",
                "a \"quoted\" \\ one",
                "]\n[pin]\ntries = 1",
                "\u001b[2J\u0007\u0000",
                "\u202eright to left\u2028",
                "香港郵政 𠮷",
            })
    void whateverAModuleSays_isReadBackAndStaysOneValue(String text) {
        String quoted = TomlText.of(text);

        assertThat(quoted.chars()).noneMatch(Character::isISOControl).noneMatch(each -> each == '\u202e');
        assertThat(Toml.parse("key = " + quoted).getString("key")).isEqualTo(text);
    }

    @Test
    void halfASurrogatePair_becomesTheCharacterForWhatCannotBeShown() {
        assertThat(Toml.parse("key = " + TomlText.of("a\uD800b")).getString("key"))
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void field_endsBeforeItsFillingAndFitsAProfile() {
        assertThat(TomlText.field("eToken   \0\0".toCharArray(), 16)).isEqualTo("eToken");
        assertThat(TomlText.field("郵政郵政".toCharArray(), 8)).isEqualTo("郵政");
    }

    @Test
    void listInLines_isReadBack() {
        List<String> texts = List.of("a", "b\"", "");

        assertThat(Toml.parse("key = " + TomlText.lines(texts))
                        .getArrayOrEmpty("key")
                        .toList())
                .isEqualTo(List.copyOf(texts));
        assertThat(TomlText.lines(List.of())).isEqualTo("[]");
    }
}
