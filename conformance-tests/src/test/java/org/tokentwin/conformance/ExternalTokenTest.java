package org.tokentwin.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.junit.TokenTwin;

@TokenTwin
class ExternalTokenTest {
    private static final int GET_DATA = 0xCA;

    @TempDir
    private Path directory;

    @Test
    void wrongPin_costsOneTryHoweverOftenItIsUsed(EmulatedToken token, Emulator emulator) throws IOException {
        ExternalToken source = source(emulator, "Wrong1!pin".toCharArray());
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> source.lease(PinState.Value.CHANGED))
                    .isInstanceOf(NoTokenException.class)
                    .hasMessageContaining("CKR_PIN_INCORRECT");
        }
        assertThat(triesLeft(token)).isEqualTo(14);
    }

    @Test
    void rightPin_givesLeases(EmulatedToken token, Emulator emulator) throws IOException {
        ExternalToken source = source(emulator, token.pin());

        source.lease(PinState.Value.CHANGED).close();
        source.lease(PinState.Value.CHANGED).close();
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    @Test
    void tokenWithTriesLost_isNotTried(EmulatedToken token, Emulator emulator) throws IOException {
        CardChannel.basic(token.card()).transmit(new CommandApdu(0x20, 0, 0x11, new byte[] {1, 2, 3, 4}, 0));
        ExternalToken source = source(emulator, token.pin());

        assertThatThrownBy(() -> source.lease(PinState.Value.CHANGED)).hasMessageContaining("not all tries are left");
        assertThat(triesLeft(token)).isEqualTo(14);
    }

    private ExternalToken source(Emulator emulator, char[] pin) throws IOException {
        Path file = Files.writeString(directory.resolve("pin"), new String(pin));
        TargetOptions options = TargetOptions.from(
                name -> name.equals("tokentwin.pin-file") ? Optional.of(file.toString()) : Optional.empty());
        return new ExternalToken(emulator.modulePath(), options);
    }

    private static int triesLeft(EmulatedToken token) {
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(GET_DATA, 0xDF, 0x41, 256))
                .data()[1];
    }
}
