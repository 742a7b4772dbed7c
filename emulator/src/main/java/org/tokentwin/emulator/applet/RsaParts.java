package org.tokentwin.emulator.applet;

import javacard.framework.Util;
import javacard.security.RSAPrivateCrtKey;
import javacard.security.RSAPublicKey;

/** The numbers of an RSA key, on their way into an {@link RsaKey}. */
final class RsaParts {
    byte[] modulus;
    byte[] exponent;
    byte[] p;
    byte[] q;
    byte[] dp;
    byte[] dq;
    byte[] qInverse;

    /** From the data objects of an import. */
    static RsaParts imported(byte[] data, short offset, short end) {
        RsaParts parts = new RsaParts();
        parts.exponent = number(data, offset, end, (byte) 0x91);
        parts.p = number(data, offset, end, (byte) 0x92);
        parts.q = number(data, offset, end, (byte) 0x93);
        parts.qInverse = number(data, offset, end, (byte) 0x94);
        parts.dp = number(data, offset, end, (byte) 0x95);
        parts.dq = number(data, offset, end, (byte) 0x96);
        parts.modulus = number(data, offset, end, (byte) 0x97);
        return parts;
    }

    /** From a key pair that was generated. */
    static RsaParts generated(RSAPublicKey publicKey, RSAPrivateCrtKey key, byte[] scratch) {
        RsaParts parts = new RsaParts();
        parts.modulus = copy(scratch, publicKey.getModulus(scratch, (short) 0));
        parts.exponent = copy(scratch, publicKey.getExponent(scratch, (short) 0));
        parts.p = copy(scratch, key.getP(scratch, (short) 0));
        parts.q = copy(scratch, key.getQ(scratch, (short) 0));
        parts.dp = copy(scratch, key.getDP1(scratch, (short) 0));
        parts.dq = copy(scratch, key.getDQ1(scratch, (short) 0));
        parts.qInverse = copy(scratch, key.getPQ(scratch, (short) 0));
        return parts;
    }

    /** A data object's value without leading zeros. */
    static byte[] number(byte[] data, short offset, short end, byte tag) {
        short at = BerTlv.require(data, offset, end, tag);
        short from = BerTlv.valueOffset(data, at, end);
        short length = BerTlv.length(data, at, end);
        while (length > 1 && data[from] == 0) {
            from++;
            length--;
        }
        byte[] number = new byte[length];
        Util.arrayCopyNonAtomic(data, from, number, (short) 0, length);
        return number;
    }

    private static byte[] copy(byte[] scratch, short length) {
        byte[] number = new byte[length];
        Util.arrayCopyNonAtomic(scratch, (short) 0, number, (short) 0, length);
        Util.arrayFillNonAtomic(scratch, (short) 0, length, (byte) 0);
        return number;
    }

    /** From the image that {@link RsaKey} saved. */
    static RsaParts load(ImageReader image) {
        RsaParts parts = new RsaParts();
        parts.modulus = image.getBytes();
        parts.exponent = image.getBytes();
        parts.p = image.getBytes();
        parts.q = image.getBytes();
        parts.dp = image.getBytes();
        parts.dq = image.getBytes();
        parts.qInverse = image.getBytes();
        return parts;
    }
}
