package org.tokentwin.emulator.cryptoki.mechanism;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.KeyParameter;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.emulator.cryptoki.MessageParameter;

/**
 * Messages by {@code CKM_AES_GCM} with one key, PKCS#11 v3.0 section 6.13: each with its own initialisation vector, which the caller gives or this makes. The
 * tag is not part of the cryptogram.
 */
final class GcmMessages {
    /** Fewer random bits would repeat. */
    private static final int LEAST_RANDOM_BITS = 64;

    private final KeyParameter key;
    private final boolean encrypt;
    private final SecureRandom random;
    private BigInteger counter = BigInteger.ZERO;

    GcmMessages(KeyParameter key, boolean encrypt, SecureRandom random) {
        this.key = key;
        this.encrypt = encrypt;
        this.random = random;
    }

    boolean encrypts() {
        return encrypt;
    }

    /** Returns how long the tag is. */
    int tagBytes(MessageParameter.Gcm parameter) {
        return AeadCipher.tagBytes(parameter.tagBits());
    }

    /** Begins a message, and gives the caller its initialisation vector. */
    AeadCipher begin(MessageParameter parameter, MessageParameter.Gcm given, byte[] associatedData) {
        byte[] iv = encrypt ? vector(given) : given.iv();
        AeadCipher cipher = AeadCipher.gcm(key, encrypt, iv, associatedData, given.tagBits());
        if (encrypt) {
            parameter.putIv(iv);
        }
        return cipher;
    }

    private byte[] vector(MessageParameter.Gcm given) {
        long generator = given.generator();
        if (generator == Ckg.CKG_NO_GENERATE) {
            return given.iv();
        }
        long free = (long) given.iv().length * Byte.SIZE - given.fixedBits();
        if (given.fixedBits() < 0 || free <= 0) {
            throw Parameters.invalid("no bits of the initialisation vector are left to be generated");
        }
        int bits = Math.toIntExact(free);
        if (generator == Ckg.CKG_GENERATE_COUNTER) {
            return filled(given.iv(), bits, next(bits));
        }
        if (generator != Ckg.CKG_GENERATE && generator != Ckg.CKG_GENERATE_RANDOM) {
            throw Parameters.invalid("no generator of initialisation vectors here: " + Ckg.name(generator));
        }
        if (bits < LEAST_RANDOM_BITS) {
            throw Parameters.invalid("at least " + LEAST_RANDOM_BITS + " bits have to be left for a random number");
        }
        return filled(given.iv(), bits, new BigInteger(bits, random));
    }

    /** The counter begins at zero, and ends where it would come again. */
    private BigInteger next(int bits) {
        BigInteger now = counter;
        if (now.bitLength() > bits) {
            throw Parameters.invalid("the counter of " + bits + " bits is used up: begin anew with another key");
        }
        counter = counter.add(BigInteger.ONE);
        return now;
    }

    /** The first bits as they are, and a number in the last ones. */
    private static byte[] filled(byte[] iv, int bits, BigInteger number) {
        BigInteger fixed = new BigInteger(1, iv).shiftRight(bits).shiftLeft(bits);
        byte[] bytes = fixed.or(number).toByteArray();
        byte[] whole = new byte[iv.length];
        int length = Math.min(bytes.length, whole.length);
        System.arraycopy(bytes, bytes.length - length, whole, whole.length - length, length);
        return whole;
    }
}
