package org.tokentwin.emulator.applet;

/** The logical channels: ISO's 20 by their class bytes, and 64 more by proprietary ones. Channel 0 is always open. */
final class Channels {
    static final short COUNT = 84;
    static final short NONE = (short) -1;

    private static final short FIRST_EXTENDED = 4;
    private static final short FIRST_PROPRIETARY = 20;

    /** Made when first opened, then kept: a closed channel is one that {@link #open} says nothing of. */
    private final Channel[] channels = new Channel[COUNT];

    private final boolean[] open = new boolean[COUNT];

    Channels() {
        channels[0] = new Channel();
        open[0] = true;
    }

    /** The channel's number in a class byte, or {@link #NONE} for a class that the card does not know. */
    static short numberOf(byte cla) {
        if ((cla & 0xEC) == 0) {
            return (short) (cla & 0x03);
        }
        if ((cla & 0xE0) == 0x40) {
            return (short) (FIRST_EXTENDED + (cla & 0x0F));
        }
        return (cla & 0xC0) == 0x80 ? (short) (FIRST_PROPRIETARY + (cla & 0x3F)) : NONE;
    }

    static boolean isChained(byte cla) {
        return (cla & 0x80) == 0 && (cla & 0x10) != 0;
    }

    /** The open channel of this number, or null. */
    Channel find(short number) {
        return open[number] ? channels[number] : null;
    }

    /** Opens the lowest free channel; answers its number, or {@link #NONE}. */
    short open() {
        for (short i = 1; i < COUNT; i++) {
            if (!open[i]) {
                if (channels[i] == null) {
                    channels[i] = new Channel();
                }
                open[i] = true;
                return i;
            }
        }
        return NONE;
    }

    void close(short number) {
        channels[number].clear();
        open[number] = false;
    }

    /** Takes a status from every channel. */
    void revoke(byte status) {
        for (short i = 0; i < COUNT; i++) {
            if (channels[i] != null) {
                channels[i].status &= (byte) ~status;
            }
        }
    }

    void reset() {
        for (short i = 0; i < COUNT; i++) {
            if (channels[i] != null) {
                channels[i].clear();
            }
            open[i] = i == 0;
        }
    }
}
