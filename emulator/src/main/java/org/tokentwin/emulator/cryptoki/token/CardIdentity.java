package org.tokentwin.emulator.cryptoki.token;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The identity of a card.
 *
 * @param cardId 16 bytes in hexadecimal digits, which the serial number begins
 * @param label the text in the file {@code tinfo}; empty if there is no such file
 * @param isOperational whether its personalisation is over
 */
public record CardIdentity(String cardId, Optional<String> label, boolean isOperational) {
    private static final int CARD_ID = 0x0201;
    private static final int ID_LENGTH = 16;
    private static final int LIFE_CYCLE = 0xDF47;
    private static final int OPERATIONAL = 0x05;

    /** Reads it from the card. */
    public static CardIdentity read(TokenChannel channel) {
        CardFiles files = new CardFiles(channel);
        byte[] id = files.read(CARD_ID).orElse(new byte[0]);
        return new CardIdentity(
                HexFormat.of().formatHex(Arrays.copyOf(id, ID_LENGTH)),
                new LabelFile(channel).read(),
                Arrays.equals(channel.getData(LIFE_CYCLE), new byte[] {OPERATIONAL}));
    }
}
