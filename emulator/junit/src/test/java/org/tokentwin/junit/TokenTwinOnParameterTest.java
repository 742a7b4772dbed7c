package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

class TokenTwinOnParameterTest {
    @Test
    void parameterAlone_isTheOnlyToken(@TokenTwin(pin = PinState.INITIAL) EmulatedToken token, Emulator emulator) {
        assertThat(emulator.tokens()).containsExactly(token);
        assertThat(token.pin()).isEqualTo(token.initialPin());
    }
}
