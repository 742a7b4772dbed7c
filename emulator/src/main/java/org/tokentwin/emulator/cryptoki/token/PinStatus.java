package org.tokentwin.emulator.cryptoki.token;

import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * What the card says of a PIN at this moment: its data object {@code DF41} or {@code DF42}.
 *
 * @param exists whether the card has this PIN at all
 * @param initialised whether it has a value
 * @param mustChange whether it must be changed
 * @param verified whether the channel that asked has the PIN's status
 * @param triesLeft 0 when locked
 * @param triesAtMost what a success restores
 * @param minLength characters
 * @param maxLength characters
 * @param ages whether it has to be changed after so many days, which the card counts if it learns the day
 */
public record PinStatus(
        boolean exists,
        boolean initialised,
        boolean mustChange,
        boolean verified,
        int triesLeft,
        int triesAtMost,
        int minLength,
        int maxLength,
        boolean ages) {
    private static final int LENGTH = 5;

    /**
     * Asks a card, in a slot or not, without disturbing who uses it.
     *
     * @throws CryptokiException {@code CKR_DEVICE_ERROR} when the card does not tell
     * @throws org.tokentwin.emulator.card.CardRemovedException when the card is gone
     */
    public static PinStatus of(Card card, PinReference pin) {
        try (CardChannel channel = CardChannel.open(card).orElseGet(() -> CardChannel.basic(card))) {
            int tag = pin.statusTag();
            ResponseApdu response =
                    channel.transmit(CommandApdu.of(Ins.GET_DATA, tag >> Byte.SIZE, tag & 0xFF, TokenChannel.ANY));
            if (!response.isOk()) {
                throw StatusMeaning.FILE.refusal(Ins.GET_DATA, response.sw());
            }
            return parse(response.data());
        }
    }

    static PinStatus parse(byte[] status) {
        if (status.length != LENGTH) {
            throw new CryptokiException(Ckr.CKR_DEVICE_ERROR, "a PIN status of " + status.length + " bytes");
        }
        return new PinStatus(
                (status[0] & 0x01) != 0,
                (status[0] & 0x02) != 0,
                (status[0] & 0x04) != 0,
                (status[0] & 0x08) != 0,
                status[1],
                status[2],
                status[3],
                status[4],
                (status[0] & 0x10) != 0);
    }

    public boolean isLocked() {
        return initialised && triesLeft == 0;
    }

    /** Whether the next wrong PIN locks it. */
    public boolean isFinalTry() {
        return initialised && triesLeft == 1;
    }

    /** Whether a wrong PIN was given since the last right one. */
    public boolean isCountLow() {
        return initialised && triesLeft < triesAtMost;
    }
}
