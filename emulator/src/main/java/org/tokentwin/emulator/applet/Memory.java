package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;

/** Persistent memory, counted in blocks of 16 bytes so that a short can hold it. */
final class Memory {
    private static final short BLOCK_SHIFT = 4;

    private short totalBlocks;
    private short takenBlocks;

    boolean isSet() {
        return totalBlocks != 0;
    }

    /** Reads the total, 4 bytes big-endian; {@code 6A80} for 512 KiB or more, and for less than is taken. */
    void readTotal(byte[] data, short offset) {
        short high = Util.getShort(data, offset);
        short low = Util.getShort(data, (short) (offset + 2));
        short blocks = (short) ((short) (high << 12) | ((short) (low >> BLOCK_SHIFT) & 0x0FFF));
        if (high < 0 || high > 7 || blocks < takenBlocks) {
            ISOException.throwIt(Sw.DATA);
        }
        totalBlocks = blocks;
    }

    boolean has(short bytes, short givenBack) {
        return (short) (totalBlocks - takenBlocks + blocks(givenBack)) >= blocks(bytes);
    }

    void take(short bytes) {
        takenBlocks += blocks(bytes);
    }

    void giveBack(short bytes) {
        takenBlocks -= blocks(bytes);
    }

    void giveAllBack() {
        takenBlocks = 0;
    }

    /** Writes total and free, 4 bytes each; returns the length. */
    short write(byte[] out, short offset) {
        short at = writeBytes(out, offset, totalBlocks);
        return (short) (writeBytes(out, at, (short) (totalBlocks - takenBlocks)) - offset);
    }

    private static short writeBytes(byte[] out, short offset, short blocks) {
        short at = Util.setShort(out, offset, (short) ((blocks >> 12) & 0x0F));
        return Util.setShort(out, at, (short) (blocks << BLOCK_SHIFT));
    }

    private static short blocks(short bytes) {
        return (short) ((bytes >> BLOCK_SHIFT) + ((bytes & 0x0F) == 0 ? 0 : 1));
    }

    void save(ImageWriter image) {
        image.putShort(totalBlocks);
        image.putShort(takenBlocks);
    }

    void load(ImageReader image) {
        totalBlocks = image.getShort();
        takenBlocks = image.getShort();
    }
}
