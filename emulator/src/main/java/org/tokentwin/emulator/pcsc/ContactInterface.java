package org.tokentwin.emulator.pcsc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashSet;
import java.util.Set;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.card.Ins;

/**
 * What PC/SC's users have of a card that others use too: the basic channel, and the channels that they opened. A channel of somebody else
 * is not open to them, so that nobody comes by another's login.
 */
final class ContactInterface {
    private static final byte[] CHANNEL_NOT_OPEN = {0x68, (byte) 0x81};
    private static final byte[] SELECT_APPLET = {
        0x00,
        (byte) Ins.SELECT,
        0x04,
        0x0C,
        0x0B,
        (byte) 0xA0,
        0x00,
        0x00,
        0x00,
        0x18,
        (byte) 0x80,
        0x00,
        0x00,
        0x00,
        0x06,
        0x62
    };
    private static final int HEADER = 4;
    private static final int INS = 1;
    private static final int P1 = 2;
    private static final int P2 = 3;
    private static final int CLOSE = 0x80;
    private static final int OPENED_LENGTH = 3;

    private final Card card;

    @GuardedBy("this")
    private final Set<Integer> opened = new HashSet<>();

    @GuardedBy("this")
    private boolean removed;

    ContactInterface(Card card) {
        this.card = card;
    }

    /** @throws CardRemovedException when the card is gone */
    synchronized byte[] transmit(byte[] command) {
        if (removed) {
            throw new CardRemovedException("the card was taken out of the reader");
        }
        if (command.length < HEADER) {
            return card.transmit(command);
        }
        boolean manages = Byte.toUnsignedInt(command[INS]) == Ins.MANAGE_CHANNEL;
        boolean closes = manages && Byte.toUnsignedInt(command[P1]) == CLOSE;
        int other = Byte.toUnsignedInt(command[P2]);
        if (!isOpen(channel(command[0])) || (closes && !isOpen(other))) {
            return CHANNEL_NOT_OPEN.clone();
        }
        byte[] answer = card.transmit(command);
        if (closes) {
            opened.remove(other);
        } else if (manages && answer.length == OPENED_LENGTH) {
            opened.add(Byte.toUnsignedInt(answer[0]));
        }
        return answer;
    }

    /**
     * As when the power goes. The daemon switches a card off that no PC/SC user has connected to; it does not see the others, for whom the
     * card stays powered.
     */
    synchronized void powerOff() {
        if (removed) {
            return;
        }
        opened.forEach(channel ->
                card.transmit(new byte[] {0x00, (byte) Ins.MANAGE_CHANNEL, (byte) CLOSE, channel.byteValue()}));
        opened.clear();
        card.transmit(SELECT_APPLET.clone());
    }

    /** The card was reset, so every channel is closed. */
    synchronized void forget() {
        opened.clear();
    }

    /** The card was taken out: nothing reaches it from here any more. */
    synchronized void remove() {
        removed = true;
    }

    @GuardedBy("this")
    private boolean isOpen(int channel) {
        return channel == 0 || opened.contains(channel);
    }

    /** The channel that a class byte names; 0 for a class that the card does not know and refuses by itself. */
    private static int channel(byte cla) {
        if ((cla & 0xEC) == 0) {
            return cla & 0x03;
        }
        if ((cla & 0xE0) == 0x40) {
            return 4 + (cla & 0x0F);
        }
        return (cla & 0xC0) == 0x80 ? 20 + (cla & 0x3F) : 0;
    }
}
