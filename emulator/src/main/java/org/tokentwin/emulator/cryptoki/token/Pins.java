package org.tokentwin.emulator.cryptoki.token;

import java.util.Arrays;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.PinStatus;

/** The card's PIN commands on one channel. Copies of PINs that are made here are wiped here. */
public final class Pins {
    /** Bytes that every card has room for. */
    private static final int MOST_BYTES = 20;

    private static final byte[] NOTHING = {};

    /** A PIN that the card compares, and that is right nowhere: a PIN has printable characters only. */
    private static final byte[] WRONG = {0, 1};

    private static final int STATUS_BYTES = 5;
    private static final int GIVE_UP = 0xFF;
    private static final int SET_BY_SO = 0x02;

    private final TokenChannel channel;

    public Pins(TokenChannel channel) {
        this.channel = channel;
    }

    public PinStatus status(PinReference pin) {
        return parse(channel.getData(CardPin.of(pin).statusTag()));
    }

    /**
     * Asks a card, in a slot or not, without disturbing who uses it.
     *
     * @throws CryptokiException {@code CKR_DEVICE_ERROR} when the card does not tell
     * @throws org.tokentwin.emulator.card.CardRemovedException when the card is gone
     */
    public static PinStatus statusOf(Card card, PinReference pin) {
        try (CardChannel channel = CardChannel.open(card).orElseGet(() -> CardChannel.basic(card))) {
            int tag = CardPin.of(pin).statusTag();
            ResponseApdu response =
                    channel.transmit(CommandApdu.of(Ins.GET_DATA, tag >> Byte.SIZE, tag & 0xFF, TokenChannel.ANY));
            if (!response.isOk()) {
                throw StatusMeaning.FILE.refusal(Ins.GET_DATA, response.sw());
            }
            return parse(response.data());
        }
    }

    private static PinStatus parse(byte[] status) {
        if (status.length != STATUS_BYTES) {
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

    /**
     * VERIFY: gives this channel the PIN's status.
     *
     * @throws CryptokiException {@code CKR_PIN_INCORRECT}, {@code CKR_PIN_LOCKED}, {@code CKR_USER_PIN_NOT_INITIALIZED}
     */
    public void verify(PinReference pin, byte[] value) {
        requireComparable(pin, value);
        byte[] compared = compared(value);
        // No data at all would ask for the status.
        byte[] padded = Arrays.copyOf(compared, Math.max(compared.length, 1));
        try {
            channel.ask(StatusMeaning.PIN, Ins.VERIFY, 0, CardPin.of(pin).number(), padded);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    /** VERIFY: gives up the PIN's status on this channel. */
    public void giveUp(PinReference pin) {
        channel.ask(StatusMeaning.PIN, Ins.VERIFY, GIVE_UP, CardPin.of(pin).number(), NOTHING);
    }

    /**
     * CHANGE REFERENCE DATA.
     *
     * @throws CryptokiException {@code CKR_PIN_INCORRECT} or {@code CKR_PIN_LOCKED} for the old PIN, {@code CKR_PIN_LEN_RANGE} or {@code
     *     CKR_PIN_INVALID} for the new one
     */
    public void change(PinReference pin, byte[] oldValue, byte[] newValue) {
        requireComparable(pin, oldValue);
        requireSettable(pin, newValue);
        byte[] compared = compared(oldValue);
        int half = Math.max(1, Math.max(compared.length, newValue.length));
        byte[] both = new byte[2 * half];
        System.arraycopy(compared, 0, both, 0, compared.length);
        System.arraycopy(newValue, 0, both, half, newValue.length);
        try {
            channel.ask(
                    StatusMeaning.NEW_PIN,
                    Ins.CHANGE_REFERENCE_DATA,
                    0,
                    CardPin.of(pin).number(),
                    both);
        } finally {
            Arrays.fill(both, (byte) 0);
        }
    }

    /**
     * RESET RETRY COUNTER: the SO, whose status this channel has, sets the user PIN.
     *
     * @throws CryptokiException {@code CKR_PIN_LEN_RANGE} or {@code CKR_PIN_INVALID}
     */
    public void setUserPin(byte[] newValue) {
        requireSettable(PinReference.USER, newValue);
        if (newValue.length == 0) {
            throw new CryptokiException(Ckr.CKR_PIN_LEN_RANGE, "an empty PIN");
        }
        channel.ask(
                StatusMeaning.NEW_PIN,
                Ins.RESET_RETRY_COUNTER,
                SET_BY_SO,
                CardPin.of(PinReference.USER).number(),
                newValue);
    }

    private void requireComparable(PinReference pin, byte[] value) {
        if (isTooLong(pin, value)) {
            throw new CryptokiException(Ckr.CKR_PIN_INCORRECT, "no PIN of this card is that long");
        }
    }

    /**
     * What the card compares in place of a PIN that was given: the same, or a wrong one where it ends in a zero byte, which the card would take
     * for padding. At PKCS#11 the length counts, and so does the try.
     */
    private static byte[] compared(byte[] value) {
        return value.length > 0 && value[value.length - 1] == 0 ? WRONG : value;
    }

    /** What cannot be put to the card: it has no room for more bytes, and takes zeros at the end for padding. */
    private void requireSettable(PinReference pin, byte[] newValue) {
        if (isTooLong(pin, newValue)) {
            throw new CryptokiException(Ckr.CKR_PIN_LEN_RANGE, "no PIN of this card is that long");
        }
        if (newValue.length > 0 && newValue[newValue.length - 1] == 0) {
            throw new CryptokiException(Ckr.CKR_PIN_INVALID, "a PIN does not end in a zero byte");
        }
    }

    private boolean isTooLong(PinReference pin, byte[] value) {
        return value.length > MOST_BYTES && value.length > status(pin).maxLength();
    }
}
