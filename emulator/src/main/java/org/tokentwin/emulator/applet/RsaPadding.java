package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.MessageDigest;
import javacard.security.RandomData;

/** The encodings of RFC 8017 that the card computes itself: EMSA-PKCS1-v1_5, EMSA-PSS, and the two decodings of decryption. */
final class RsaPadding {
    // spotless:off
    private static final byte[] SHA256_INFO = {
        0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, (byte) 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20
    };
    // spotless:on
    private static final short INFO_HASH_NAME_AT = 14;
    private static final short INFO_TOTAL_AT = 1;
    private static final short LEAST_PADDING = 11;
    private static final short MOST_HASH = 64;
    private static final byte PSS_TRAILER = (byte) 0xBC;

    private final Digests digests;
    private final RandomData random;
    private final byte[] mask = new byte[MOST_HASH];
    private final byte[] counter = new byte[4];

    RsaPadding(Digests digests, RandomData random) {
        this.digests = digests;
        this.random = random;
    }

    /** Writes {@code 00 01 FF … 00 data} into a block. */
    void encodePkcs1(byte[] data, short offset, short length, byte[] block, short blockLength) {
        if (length > (short) (blockLength - LEAST_PADDING)) {
            ISOException.throwIt(Sw.DATA);
        }
        short separator = (short) (blockLength - length - 1);
        Util.arrayCopyNonAtomic(data, offset, block, (short) (separator + 1), length);
        Util.arrayFillNonAtomic(block, (short) 0, separator, (byte) 0xFF);
        block[0] = 0;
        block[1] = 1;
        block[separator] = 0;
    }

    /** Writes the DigestInfo of a SHA-2 hash; returns its length. */
    static short writeDigestInfo(byte digest, byte[] hash, short offset, short length, byte[] out, short outOffset) {
        short at = Util.arrayCopyNonAtomic(SHA256_INFO, (short) 0, out, outOffset, (short) SHA256_INFO.length);
        out[(short) (outOffset + INFO_TOTAL_AT)] = (byte) (SHA256_INFO.length - 2 + length);
        out[(short) (outOffset + INFO_HASH_NAME_AT)] = digest;
        out[(short) (at - 1)] = (byte) length;
        return (short) (Util.arrayCopyNonAtomic(hash, offset, out, at, length) - outOffset);
    }

    /** EMSA-PSS with MGF1 of the same hash and a salt as long as it; the modulus has {@code 8 * blockLength} bits. */
    @SuppressWarnings("deprecation") // the newer call is not in the Java Card version of these tokens
    void encodePss(byte digest, byte[] hash, short offset, byte[] block, short blockLength) {
        MessageDigest engine = digests.of(digest);
        short h = engine.getLength();
        short dbLength = (short) (blockLength - h - 1);
        short salt = (short) (dbLength - h);
        if (salt < 1) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        Util.arrayFillNonAtomic(block, (short) 0, salt, (byte) 0);
        block[(short) (salt - 1)] = 1;
        random.generateData(block, salt, h);
        digestPss(engine, hash, offset, block, salt, dbLength);
        mgf1(engine, block, dbLength, h, block, (short) 0, dbLength);
        block[0] &= 0x7F;
        block[(short) (blockLength - 1)] = PSS_TRAILER;
    }

    /** H = Hash(eight zeros, hash, salt), written behind the data block. */
    private void digestPss(MessageDigest engine, byte[] hash, short offset, byte[] block, short salt, short to) {
        short h = engine.getLength();
        engine.reset();
        Util.arrayFillNonAtomic(mask, (short) 0, (short) 8, (byte) 0);
        engine.update(mask, (short) 0, (short) 8);
        engine.update(hash, offset, h);
        engine.doFinal(block, salt, h, block, to);
    }

    /** Xors MGF1 of a seed over a range. */
    private void mgf1(
            MessageDigest engine,
            byte[] seed,
            short seedOffset,
            short seedLength,
            byte[] data,
            short from,
            short length) {
        Util.arrayFillNonAtomic(counter, (short) 0, (short) counter.length, (byte) 0);
        short done = 0;
        while (done < length) {
            engine.reset();
            engine.update(seed, seedOffset, seedLength);
            short h = engine.doFinal(counter, (short) 0, (short) counter.length, mask, (short) 0);
            for (short i = 0; i < h && done < length; i++) {
                data[(short) (from + done)] ^= mask[i];
                done++;
            }
            counter[3]++;
        }
    }

    /** Decodes {@code 00 02 padding 00 message} in place; returns the message's length, which then begins at 0. */
    static short decodePkcs1(byte[] block, short blockLength) {
        byte bad = block[0];
        bad |= (byte) (block[1] ^ 2);
        short separator = 0;
        for (short i = (short) (blockLength - 1); i >= 2; i--) {
            if (block[i] == 0) {
                separator = i;
            }
        }
        if (bad != 0 || separator < (short) (LEAST_PADDING - 1)) {
            ISOException.throwIt(Sw.DATA);
        }
        return toFront(block, (short) (separator + 1), blockLength);
    }

    /** EME-OAEP of an empty label, MGF1 of the same hash; in place, as {@link #decodePkcs1}. */
    short decodeOaep(byte digest, byte[] block, short blockLength) {
        MessageDigest engine = digests.of(digest);
        short h = engine.getLength();
        short db = (short) (h + 1);
        short dbLength = (short) (blockLength - db);
        if (dbLength < (short) (h + 1)) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        mgf1(engine, block, db, dbLength, block, (short) 1, h);
        mgf1(engine, block, (short) 1, h, block, db, dbLength);
        engine.reset();
        engine.doFinal(mask, (short) 0, (short) 0, mask, (short) 0);
        byte bad = block[0];
        for (short i = 0; i < h; i++) {
            bad |= (byte) (block[(short) (db + i)] ^ mask[i]);
        }
        short one = (short) (db + h);
        while (one < blockLength && block[one] == 0) {
            one++;
        }
        if (bad != 0 || one == blockLength || block[one] != 1) {
            ISOException.throwIt(Sw.DATA);
        }
        return toFront(block, (short) (one + 1), blockLength);
    }

    private static short toFront(byte[] block, short from, short end) {
        short length = (short) (end - from);
        Util.arrayCopyNonAtomic(block, from, block, (short) 0, length);
        Util.arrayFillNonAtomic(block, length, (short) (end - length), (byte) 0);
        return length;
    }
}
