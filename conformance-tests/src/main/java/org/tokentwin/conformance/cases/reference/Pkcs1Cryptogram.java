package org.tokentwin.conformance.cases.reference;

import java.util.Arrays;

/** Blocks of PKCS #1 v1.5 encryption, RFC 8017 section 7.2: {@code 00 02 padding 00 message}, sound and faulty. */
public enum Pkcs1Cryptogram {
    SOUND(1, true, 6, "a message of 6 bytes"),
    EMPTY(2, true, 0, "an empty message"),
    LONGEST(3, true, Integer.MAX_VALUE, "the longest message"),
    ZEROS(4, true, 32, "a message of zeros"),
    LEADING_ZERO(5, true, 16, "a message that begins with 00"),
    FIRST_BYTE(11, false, 6, "a block that does not begin with 00"),
    TYPE_1(12, false, 6, "a block of type 01"),
    TYPE_0(13, false, 6, "a block of type 00"),
    TYPE_FF(14, false, 6, "a block of type FF"),
    NO_SEPARATOR(15, false, 6, "a block without a 00 behind the padding"),
    SHORT_PADDING(16, false, 6, "a block with 7 bytes of padding"),
    NO_PADDING(17, false, 6, "a block without padding"),
    ZERO_IN_PADDING(18, false, 6, "a block with a 00 in its first 8 bytes of padding"),
    ALL_ZEROS(19, false, 6, "a block of zeros but for its last byte");

    private static final int OVERHEAD = 11;
    private static final int LEAST_PADDING = 8;
    private static final byte PADDING = 0x55;

    private final int number;
    private final boolean sound;
    private final int messageBytes;
    private final String text;

    Pkcs1Cryptogram(int number, boolean sound, int messageBytes, String text) {
        this.number = number;
        this.sound = sound;
        this.messageBytes = messageBytes;
        this.text = text;
    }

    public int number() {
        return number;
    }

    public boolean isSound() {
        return sound;
    }

    /** What it is a cryptogram of. */
    public String text() {
        return text;
    }

    /** What is in it. */
    public byte[] message(int modulusBytes) {
        byte[] message = new byte[Math.min(messageBytes, modulusBytes - OVERHEAD)];
        if (this != ZEROS) {
            Arrays.fill(message, this == LEADING_ZERO ? 1 : 0, message.length, (byte) 0x41);
        }
        return message;
    }

    /** The block, as long as the modulus. */
    public byte[] block(int modulusBytes) {
        byte[] message = message(modulusBytes);
        byte[] block = new byte[modulusBytes];
        int separator = modulusBytes - message.length - 1;
        Arrays.fill(block, 2, separator, PADDING);
        block[1] = 2;
        System.arraycopy(message, 0, block, separator + 1, message.length);
        switch (this) {
            case FIRST_BYTE -> block[0] = 1;
            case TYPE_1 -> block[1] = 1;
            case TYPE_0 -> block[1] = 0;
            case TYPE_FF -> block[1] = (byte) 0xFF;
            case NO_SEPARATOR -> block[separator] = PADDING;
            case SHORT_PADDING -> block[2 + LEAST_PADDING - 1] = 0;
            case NO_PADDING -> block[2] = 0;
            case ZERO_IN_PADDING -> block[2 + LEAST_PADDING / 2] = 0;
            case ALL_ZEROS -> Arrays.fill(block, 0, modulusBytes - 1, (byte) 0);
            default -> {}
        }
        return block;
    }
}
