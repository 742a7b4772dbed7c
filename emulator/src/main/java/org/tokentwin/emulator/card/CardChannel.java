package org.tokentwin.emulator.card;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * A logical channel of a card, ISO/IEC 7816-4 section 5.4: with its own security status, selected file and security environment.
 * Commands that depend on each other must be kept together by callers that share a channel.
 */
public final class CardChannel implements AutoCloseable {
    private static final int INS_MANAGE_CHANNEL = 0x70;
    private static final int INS_GET_RESPONSE = 0xC0;
    private static final int CLOSE = 0x80;
    private static final int FIRST_EXTENDED = 4;
    private static final int FIRST_PROPRIETARY = 20;
    private static final int LONGEST_SHORT_ANSWER = 256;

    private final Card card;
    private final int number;

    private CardChannel(Card card, int number) {
        this.card = card;
        this.number = number;
    }

    /** The basic channel, 0, which is always open and which PC/SC uses. */
    public static CardChannel basic(Card card) {
        return new CardChannel(card, 0);
    }

    /**
     * Opens a channel.
     *
     * @return empty when all of the card's channels are open
     * @throws CardRemovedException when the card is gone
     */
    public static Optional<CardChannel> open(Card card) {
        ResponseApdu response = basic(card).transmit(CommandApdu.of(INS_MANAGE_CHANNEL, 0, 0, 1));
        return response.isOk()
                ? Optional.of(new CardChannel(card, Byte.toUnsignedInt(response.data()[0])))
                : Optional.empty();
    }

    /** 0 to 83. */
    public int number() {
        return number;
    }

    /**
     * Exchanges a command on this channel, and fetches what of the answer its Le had no room for.
     *
     * @throws CardRemovedException when the card is gone
     */
    public ResponseApdu transmit(CommandApdu command) {
        ResponseApdu response = ResponseApdu.of(card.transmit(command.encode(cla())));
        if (!StatusWord.isMoreData(response.sw())) {
            return response;
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(response.data());
        while (StatusWord.isMoreData(response.sw())) {
            CommandApdu rest = CommandApdu.of(INS_GET_RESPONSE, 0, 0, LONGEST_SHORT_ANSWER);
            response = ResponseApdu.of(card.transmit(rest.encode(cla())));
            data.writeBytes(response.data());
        }
        return new ResponseApdu(data.toByteArray(), response.sw());
    }

    /** Gives the channel back to the card, which forgets its state. The basic channel stays open. */
    @Override
    public void close() {
        if (number != 0) {
            basic(card).transmit(CommandApdu.of(INS_MANAGE_CHANNEL, CLOSE, number, 0));
        }
    }

    private int cla() {
        if (number < FIRST_EXTENDED) {
            return number;
        }
        return number < FIRST_PROPRIETARY ? 0x40 + number - FIRST_EXTENDED : 0x80 + number - FIRST_PROPRIETARY;
    }
}
