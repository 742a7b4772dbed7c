package org.tokentwin.emulator.cryptoki.object;

import java.math.BigInteger;
import org.bouncycastle.util.BigIntegers;

/** PKCS#11's "Big integer": unsigned, most significant byte first, section 2.1. */
final class Unsigned {
    private Unsigned() {}

    static BigInteger of(byte[] value) {
        return new BigInteger(1, value);
    }

    /** Without leading zero. */
    static byte[] bytes(BigInteger value) {
        return BigIntegers.asUnsignedByteArray(value);
    }

    /** Exactly this many bytes. */
    static byte[] bytes(BigInteger value, int length) {
        return BigIntegers.asUnsignedByteArray(length, value);
    }
}
