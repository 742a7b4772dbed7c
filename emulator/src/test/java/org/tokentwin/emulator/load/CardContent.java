package org.tokentwin.emulator.load;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;

/**
 * What users have left on a card.
 *
 * @param freeMemory in bytes: every file and key takes of it
 * @param freeChannels that could be opened
 */
record CardContent(int freeMemory, int freeChannels) {
    static CardContent of(Card card) {
        byte[] memory = CardChannel.basic(card)
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x43, 256))
                .data();
        return new CardContent(ByteBuffer.wrap(memory).getInt(Integer.BYTES), freeChannels(card));
    }

    private static int freeChannels(Card card) {
        List<CardChannel> opened = new ArrayList<>();
        for (Optional<CardChannel> next = CardChannel.open(card); next.isPresent(); next = CardChannel.open(card)) {
            opened.add(next.get());
        }
        opened.forEach(CardChannel::close);
        return opened.size();
    }

    @Override
    public String toString() {
        return freeMemory + " bytes and " + freeChannels + " channels of the card free";
    }
}
