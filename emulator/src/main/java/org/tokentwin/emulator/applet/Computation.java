package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.KeyAgreement;
import javacard.security.Signature;
import javacardx.crypto.Cipher;

/** The private-key operations themselves: RSA on a block, ECDSA on a hash, key agreement on a point. */
final class Computation {
    private static final short MOST_BLOCK = 512;

    private final Cipher rsa;
    private final Signature ecdsa;
    private final KeyAgreement ecdh;
    private final byte[] block = JCSystem.makeTransientByteArray((short) (MOST_BLOCK + 8), JCSystem.CLEAR_ON_RESET);

    Computation(Platform platform) {
        rsa = platform.rsa();
        ecdsa = platform.ecdsa();
        ecdh = platform.ecdh();
    }

    /** For an RSA operation to lay out its input in, and to find its result. */
    byte[] block() {
        return block;
    }

    /** RSASP1 and RSADP: replaces the block by its power. {@code 6A80} where it is not smaller than the modulus. */
    void rsa(RsaKey key) {
        short length = key.blockLength();
        if (!isSmaller(block, key.modulus, length)) {
            ISOException.throwIt(Sw.DATA);
        }
        rsa.init(key.privateKey(), Cipher.MODE_DECRYPT);
        power(length);
    }

    /** Whether private and public part belong together: a power and its root give the same block. */
    boolean isSound(RsaKey key) {
        if ((short) key.modulus.length != key.blockLength() || key.modulus[0] >= 0) {
            return false;
        }
        Util.arrayFillNonAtomic(block, (short) 0, key.blockLength(), (byte) 0x5A);
        block[0] = 0;
        try {
            rsa(key);
            rsa.init(key.publicKey(), Cipher.MODE_DECRYPT);
            power(key.blockLength());
        } catch (RuntimeException e) {
            // Numbers that are no key make platforms fail in more ways than the API names.
            return false;
        }
        boolean sound = block[0] == 0;
        for (short i = 1; i < key.blockLength(); i++) {
            sound &= block[i] == 0x5A;
        }
        return sound;
    }

    private void power(short length) {
        short result = rsa.doFinal(block, (short) 0, length, block, (short) 0);
        if (result < length) {
            Util.arrayCopyNonAtomic(block, (short) 0, block, (short) (length - result), result);
            Util.arrayFillNonAtomic(block, (short) 0, (short) (length - result), (byte) 0);
        }
    }

    /** Unsigned; both as long as said. */
    private static boolean isSmaller(byte[] number, byte[] limit, short length) {
        for (short i = 0; i < length; i++) {
            short difference = (short) ((number[i] & 0xFF) - (limit[i] & 0xFF));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    /** ECDSA over a hash as long as the order; writes r and s, and returns their length together. */
    short ecdsa(EcKey key, byte[] hash, short offset, short length, byte[] out) {
        ecdsa.init(key.privateKey(), Signature.MODE_SIGN);
        short der = ecdsa.sign(hash, offset, length, block, (short) 0);
        short half = key.curve.fieldLength();
        short r = BerTlv.valueOffset(block, (short) 0, der);
        short s = (short) (BerTlv.valueOffset(block, r, der) + BerTlv.length(block, r, der));
        writeInteger(r, der, out, (short) 0, half);
        writeInteger(s, der, out, half, half);
        return (short) (half * 2);
    }

    boolean isSound(EcKey key) {
        short half = key.curve.fieldLength();
        Util.arrayFillNonAtomic(block, (short) 256, half, (byte) 0x5A);
        try {
            ecdsa.init(key.privateKey(), Signature.MODE_SIGN);
            short length = ecdsa.sign(block, (short) 256, half, block, (short) 0);
            ecdsa.init(key.publicKey(), Signature.MODE_VERIFY);
            return ecdsa.verify(block, (short) 256, half, block, (short) 0, length);
        } catch (RuntimeException e) {
            // Numbers that are no key make platforms fail in more ways than the API names.
            return false;
        }
    }

    /** The x coordinate of the point that private key and the other's public point make; returns its length, {@code 6A80} for no point of the curve. */
    short agree(EcKey key, byte[] point, short offset, short length, byte[] out) {
        try {
            ecdh.init(key.privateKey());
            return ecdh.generateSecret(point, offset, length, out, (short) 0);
        } catch (RuntimeException e) {
            ISOException.throwIt(Sw.DATA);
            return 0;
        }
    }

    /** A DER INTEGER as a number of fixed length. */
    private void writeInteger(short at, short end, byte[] out, short offset, short length) {
        short from = BerTlv.valueOffset(block, at, end);
        short size = BerTlv.length(block, at, end);
        while (size > length) {
            from++;
            size--;
        }
        Util.arrayFillNonAtomic(out, offset, length, (byte) 0);
        Util.arrayCopyNonAtomic(block, from, out, (short) (offset + length - size), size);
    }
}
