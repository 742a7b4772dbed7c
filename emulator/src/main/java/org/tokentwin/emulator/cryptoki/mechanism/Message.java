package org.tokentwin.emulator.cryptoki.mechanism;

/** What a signature is over, made of the data that comes. */
interface Message {
    /** Returns whether the data may come in parts. */
    boolean takesParts();

    void update(byte[] part);

    /** Returns what is signed, this data the last or only part of it. */
    byte[] finish(byte[] data);

    /** Forgets the parts that came, so that another message can begin. */
    void reset();
}
