package org.tokentwin.emulator.applet;

/** Gives the card's persistent memory back, in the order in which {@link ImageWriter} took it. */
public interface ImageReader {
    /** Whether anything is left: an image of before ends earlier. */
    boolean hasMore();

    byte getByte();

    short getShort();

    /** A new array. */
    byte[] getBytes();
}
