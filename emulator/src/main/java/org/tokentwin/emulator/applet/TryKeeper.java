package org.tokentwin.emulator.applet;

/** Where the persistent memory of a card is a copy in a file: keeps that copy up with a try that a comparison is about to cost. */
public interface TryKeeper {
    /**
     * Returns when the try is as sure to be lost as on a card whose memory keeps itself.
     *
     * @throws javacard.framework.ISOException {@code 6581} where it cannot be, so that nothing is compared
     */
    void tryTaken();
}
