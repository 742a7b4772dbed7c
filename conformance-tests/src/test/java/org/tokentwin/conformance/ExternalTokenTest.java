package org.tokentwin.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.junit.TokenTwin;

@TokenTwin
class ExternalTokenTest {
    private static final int GET_DATA = 0xCA;

    @Test
    void wrongPin_costsOneTryHoweverOftenItIsUsed(EmulatedToken token, Emulator emulator) {
        ExternalToken source = new ExternalToken(
                emulator.modulePath(), Optional.empty(), Optional.of(() -> "Wrong1!pin".toCharArray()));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> source.lease(PinState.Value.CHANGED))
                    .isInstanceOf(NoTokenException.class)
                    .hasMessageContaining("CKR_PIN_INCORRECT");
        }
        assertThat(triesLeft(token)).isEqualTo(14);
    }

    @Test
    void rightPin_givesLeases(EmulatedToken token, Emulator emulator) {
        ExternalToken source = new ExternalToken(emulator.modulePath(), Optional.empty(), Optional.of(token::pin));

        source.lease(PinState.Value.CHANGED).close();
        source.lease(PinState.Value.CHANGED).close();
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    @Test
    void tokenWithTriesLost_isNotTried(EmulatedToken token, Emulator emulator) {
        CardChannel.basic(token.card()).transmit(new CommandApdu(0x20, 0, 0x11, new byte[] {1, 2, 3, 4}, 0));
        ExternalToken source = new ExternalToken(emulator.modulePath(), Optional.empty(), Optional.of(token::pin));

        assertThatThrownBy(() -> source.lease(PinState.Value.CHANGED)).hasMessageContaining("not all tries are left");
        assertThat(triesLeft(token)).isEqualTo(14);
    }

    private static int triesLeft(EmulatedToken token) {
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(GET_DATA, 0xDF, 0x41, 256))
                .data()[1];
    }
}
