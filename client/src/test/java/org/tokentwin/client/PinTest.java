package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PinTest {
    @Test
    void closedPin_isWiped() {
        char[] characters = "Abcdef1!".toCharArray();

        Pin.of(characters).close();

        assertThat(characters).containsOnly('\0');
    }

    @Test
    void length_isThatOfUtf8() {
        assertThat(Pin.of("äB1!".toCharArray()).length()).isEqualTo(5);
    }

    @Test
    void toString_doesNotShowIt() {
        assertThat(Pin.of("Abcdef1!".toCharArray())).hasToString("PIN");
    }

    @Test
    void pinFromTheTokensDialogue_isLikeNoOther() {
        assertThat(Pin.fromTokensOwnDialogue().sameAs(Pin.fromTokensOwnDialogue()))
                .isFalse();
    }
}
