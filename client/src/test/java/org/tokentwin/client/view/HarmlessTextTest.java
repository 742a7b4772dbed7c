package org.tokentwin.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {0x0, 0x7, 0xA, 0x1B, 0x7F, 0x9B, 0xAD, 0x200B, 0x200F, 0x2028, 0x202E, 0x2066, 0xFEFF, 0xE0041})
    void characterThatSteers_becomesAQuestionMark(int codePoint) {
        assertThat(HarmlessText.of("a" + Character.toString(codePoint) + "b")).isEqualTo("a?b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHAN TAI MAN", "陳大文", "שלום", "é", "\uD83D\uDD11", "<html><b>"})
    void textOfAnyScript_stays(String text) {
        assertThat(HarmlessText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\uD83D", "\uDD11a"})
    void halfOfACharacter_becomesAQuestionMark(String text) {
        assertThat(HarmlessText.of(text)).contains("?").contains("a").hasSize(2);
    }
}
