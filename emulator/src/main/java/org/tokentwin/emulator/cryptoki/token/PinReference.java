package org.tokentwin.emulator.cryptoki.token;

/** The card's PINs. */
public enum PinReference {
    USER(0x11, 0xDF41),
    SO(0x12, 0xDF42),
    /** Given for each use of a key that wants it. */
    SIGNATURE(0x83, 0xDF49),
    /** Sets the signature PIN anew, at the card reader only. */
    PUK(0x84, 0xDF4A);

    private final int number;
    private final int statusTag;

    PinReference(int number, int statusTag) {
        this.number = number;
        this.statusTag = statusTag;
    }

    /** P2 of the PIN commands. */
    int number() {
        return number;
    }

    /** Tag of the data object that tells the PIN's status. */
    int statusTag() {
        return statusTag;
    }
}
