package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.client.pkcs11.Token;

class PinStatusTest {
    @ParameterizedTest
    @CsvSource({
        "60D, set",
        "605, not set",
        "1060D, a wrong PIN was entered since the last right one",
        "3060D, one try left",
        "5060D, locked",
        "8060D, 'set, must be changed'"
    })
    void flags_areTold(String flags, String words) {
        assertThat(status(Long.parseLong(flags, 16)).describe()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"13, 13 of 15 tries left", "1, 1 of 15 tries left", "0, locked"})
    void counter_isToldWhereTheTokenHasOne(int left, String words) {
        PinStatus status = PinStatus.of(token(0x60D), OptionalInt.of(left), OptionalInt.of(15));

        assertThat(status.describe()).isEqualTo(words);
    }

    @Test
    void counterOfOne_isTheFinalTryWithoutItsFlag() {
        assertThat(PinStatus.of(token(0x60D), OptionalInt.of(1), OptionalInt.empty())
                        .finalTry())
                .isTrue();
    }

    @Test
    void lockedPin_hasNoFinalTry() {
        assertThat(status(0x7060D).finalTry()).isFalse();
    }

    private static PinStatus status(long flags) {
        return PinStatus.of(token(flags), OptionalInt.empty(), OptionalInt.empty());
    }

    private static Token token(long flags) {
        OptionalLong none = OptionalLong.empty();
        return new Token(0, "t", "m", "e", "s", "1.0", "1.0", flags, 6, 20, none, none, none, none, "");
    }
}
