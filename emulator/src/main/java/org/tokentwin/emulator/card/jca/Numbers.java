package org.tokentwin.emulator.card.jca;

import java.math.BigInteger;
import java.util.Arrays;

/** Numbers as the Java Card API has them: unsigned, most significant byte first, in the middle of an array. */
final class Numbers {
    private Numbers() {}

    static BigInteger read(byte[] array, int offset, int length) {
        return new BigInteger(1, array, offset, length);
    }

    /** Writes a number without leading zeros; returns its length. */
    static short write(BigInteger number, byte[] array, int offset) {
        return write(number, array, offset, (number.bitLength() + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** Writes a number with so many bytes, which must be enough; returns their count. */
    static short write(BigInteger number, byte[] array, int offset, int length) {
        byte[] signed = number.toByteArray();
        int skipped = Math.max(0, signed.length - length);
        int zeros = length - (signed.length - skipped);
        Arrays.fill(array, offset, offset + zeros, (byte) 0);
        System.arraycopy(signed, skipped, array, offset + zeros, signed.length - skipped);
        return (short) length;
    }
}
