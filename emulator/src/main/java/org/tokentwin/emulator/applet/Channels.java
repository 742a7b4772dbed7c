package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;

/** The logical channels of ISO/IEC 7816-4 section 5.4, and 64 more in the proprietary class. */
final class Channels {
    private static final short COUNT = 84;
    private static final short NONE = (short) -1;
    private static final short FIRST_EXTENDED = 4;
    private static final short FIRST_PROPRIETARY = 20;
    private static final byte CHAINING = 0x10;
    private static final byte OPEN = 0x00;
    private static final byte CLOSE = (byte) 0x80;

    /** Made when first opened, then kept for the next time. */
    private final Channel[] channels = new Channel[COUNT];

    Channels() {
        channels[0] = new Channel();
    }

    /** The channel that a class byte names: {@code 6E00} for an unknown class, {@code 6881} where it is not open. */
    Channel of(byte cla) {
        short number = numberOf(cla);
        if (number == NONE) {
            ISOException.throwIt(Sw.CLA);
        }
        if (!isOpen(number)) {
            ISOException.throwIt(Sw.CHANNEL_NOT_SUPPORTED);
        }
        return channels[number];
    }

    private static short numberOf(byte cla) {
        if ((cla & 0xEC) == 0) {
            return (short) (cla & 0x03);
        }
        if ((cla & 0xE0) == 0x40) {
            return (short) (FIRST_EXTENDED + (cla & 0x0F));
        }
        return (cla & 0xC0) == 0x80 ? (short) (FIRST_PROPRIETARY + (cla & 0x3F)) : NONE;
    }

    /** Whether more of the command follows. The proprietary class has no bit for that. */
    static boolean isChained(byte cla) {
        return cla >= 0 && (cla & CHAINING) != 0;
    }

    private boolean isOpen(short number) {
        return number == 0 || (channels[number] != null && channels[number].isOpen());
    }

    /** MANAGE CHANNEL; returns the length of what it wrote. */
    short manage(Command command, byte[] out) {
        command.requireLength((short) 0);
        if (command.p1 == CLOSE) {
            close((short) (command.p2 & 0xFF));
            return 0;
        }
        if (command.p1 != OPEN || command.p2 != 0) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        command.requireLe();
        out[0] = openLowest();
        return 1;
    }

    private byte openLowest() {
        for (short i = 1; i < COUNT; i++) {
            if (!isOpen(i)) {
                if (channels[i] == null) {
                    channels[i] = new Channel();
                }
                channels[i].open();
                return (byte) i;
            }
        }
        ISOException.throwIt(Sw.NO_CHANNEL);
        return 0;
    }

    private void close(short number) {
        if (number == 0 || number >= COUNT) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
        if (!isOpen(number)) {
            ISOException.throwIt(Sw.CHANNEL_NOT_SUPPORTED);
        }
        channels[number].close();
    }

    /** As a reset does: the basic channel starts afresh. */
    void closeAll() {
        for (short i = 0; i < COUNT; i++) {
            if (channels[i] != null) {
                channels[i].close();
            }
        }
    }

    /** Takes a status from every channel. */
    void revoke(byte status) {
        for (short i = 0; i < COUNT; i++) {
            if (channels[i] != null) {
                channels[i].revoke(status);
            }
        }
    }
}
