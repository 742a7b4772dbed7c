package org.tokentwin.emulator.applet;

/**
 * Takes the card's persistent memory, value by value. No command reaches it: it is for the runtime that keeps the card while its
 * power is off.
 */
public interface ImageWriter {
    void putByte(byte value);

    void putShort(short value);

    /** With its length; not kept by the writer. */
    void putBytes(byte[] value);
}
