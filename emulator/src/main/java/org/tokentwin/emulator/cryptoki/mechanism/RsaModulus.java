package org.tokentwin.emulator.cryptoki.mechanism;

import java.math.BigInteger;

/** An RSA modulus n, k bytes long, and the blocks of k bytes that stand for the numbers below it, RFC 8017 section 4. */
record RsaModulus(BigInteger n) {
    static RsaModulus of(byte[] modulus) {
        return new RsaModulus(new BigInteger(1, modulus));
    }

    int bits() {
        return n.bitLength();
    }

    /** k, in bytes. */
    int length() {
        return (n.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** The bytes with zeros in front, k in all; at most k are given. */
    byte[] block(byte[] bytes) {
        byte[] block = new byte[length()];
        System.arraycopy(bytes, 0, block, block.length - bytes.length, bytes.length);
        return block;
    }

    /** Whether the block, as a number, is below n. */
    boolean holds(byte[] block) {
        return new BigInteger(1, block).compareTo(n) < 0;
    }
}
