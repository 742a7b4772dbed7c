package org.tokentwin.emulator.cryptoki;

/** Which of a token's PINs is meant. */
public enum PinReference {
    USER,
    SO,
    /** Given for each use of a key that wants it. */
    SIGNATURE,
    /** Sets the signature PIN anew, at the card reader only. */
    PUK
}
