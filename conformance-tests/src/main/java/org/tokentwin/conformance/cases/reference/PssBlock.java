package org.tokentwin.conformance.cases.reference;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A block of EMSA-PSS, RFC 8017 section 9.1.1, of which single parts can be made wrong. The modulus has a multiple of 8 bits. */
public final class PssBlock {
    private static final int TRAILER = 0xBC;
    private static final int ZEROS_BEFORE_HASH = 8;

    private final HashAlgorithm hash;
    private final byte[] messageHash;
    private HashAlgorithm mgf;
    private byte[] salt;
    private byte[] saltInHash;
    private int separator = 1;
    private int firstPaddingByte;
    private int trailer = TRAILER;
    private int topBit;
    private int hashMask;

    public PssBlock(HashAlgorithm hash, byte[] message) {
        this.hash = hash;
        this.mgf = hash;
        this.messageHash = SignatureBlock.hash(hash, message);
        this.salt = saltOf(hash.bytes());
        this.saltInHash = salt;
    }

    public PssBlock withSalt(int bytes) {
        salt = saltOf(bytes);
        saltInHash = salt;
        return this;
    }

    /** The salt in the block is another than the one in the hash. */
    public PssBlock withOtherSalt() {
        salt = salt.clone();
        salt[0] ^= 1;
        return this;
    }

    public PssBlock withMgf(HashAlgorithm other) {
        mgf = other;
        return this;
    }

    public PssBlock withSeparator(int value) {
        separator = value;
        return this;
    }

    public PssBlock withFirstPaddingByte(int value) {
        firstPaddingByte = value;
        return this;
    }

    public PssBlock withTrailer(int value) {
        trailer = value;
        return this;
    }

    /** The bit that must be zero, since the block has one bit less than the modulus. */
    public PssBlock withTopBit() {
        topBit = 0x80;
        return this;
    }

    public PssBlock withHashBit() {
        hashMask = 1;
        return this;
    }

    /** The block. */
    public byte[] encode(int length) {
        byte[] h = SignatureBlock.hash(
                hash,
                ByteBuffer.allocate(ZEROS_BEFORE_HASH + messageHash.length + saltInHash.length)
                        .put(new byte[ZEROS_BEFORE_HASH])
                        .put(messageHash)
                        .put(saltInHash)
                        .array());
        h[h.length - 1] ^= (byte) hashMask;
        byte[] db = new byte[length - h.length - 1];
        db[0] = (byte) firstPaddingByte;
        db[db.length - salt.length - 1] = (byte) separator;
        System.arraycopy(salt, 0, db, db.length - salt.length, salt.length);
        Mgf1.mask(db, mgf, h);
        db[0] = (byte) ((db[0] & 0x7F) | topBit);
        return ByteBuffer.allocate(length).put(db).put(h).put((byte) trailer).array();
    }

    private static byte[] saltOf(int bytes) {
        byte[] salt = new byte[bytes];
        Arrays.fill(salt, (byte) 0x5C);
        return salt;
    }
}
