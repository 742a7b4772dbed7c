package org.tokentwin.conformance.cases.reference;

import java.util.Arrays;

/** A block of EME-OAEP, RFC 8017 section 7.1.1, of which single parts can be made wrong. */
public final class OaepBlock {
    private final HashAlgorithm hash;
    private final byte[] message;
    private HashAlgorithm mgf;
    private byte[] label = {};
    private int firstByte;
    private int separator = 1;
    private int paddingByte;
    private int labelMask;

    public OaepBlock(HashAlgorithm hash, byte[] message) {
        this.hash = hash;
        this.mgf = hash;
        this.message = message;
    }

    /** The bytes of a block that are not the message. */
    public static int overhead(HashAlgorithm hash) {
        return 2 * hash.bytes() + 2;
    }

    public OaepBlock withMgf(HashAlgorithm other) {
        mgf = other;
        return this;
    }

    public OaepBlock withLabel(byte[] bytes) {
        label = bytes;
        return this;
    }

    public OaepBlock withLabelBit() {
        labelMask = 1;
        return this;
    }

    public OaepBlock withFirstByte(int value) {
        firstByte = value;
        return this;
    }

    public OaepBlock withSeparator(int value) {
        separator = value;
        return this;
    }

    public OaepBlock withPaddingByte(int value) {
        paddingByte = value;
        return this;
    }

    /** The block. */
    public byte[] encode(int length) {
        byte[] seed = new byte[hash.bytes()];
        Arrays.fill(seed, (byte) 0x3A);
        byte[] db = new byte[length - seed.length - 1];
        byte[] labelHash = SignatureBlock.hash(hash, label);
        labelHash[0] ^= (byte) labelMask;
        System.arraycopy(labelHash, 0, db, 0, labelHash.length);
        int separatorAt = db.length - message.length - 1;
        if (separatorAt > labelHash.length) {
            db[labelHash.length] = (byte) paddingByte;
        }
        db[separatorAt] = (byte) separator;
        System.arraycopy(message, 0, db, separatorAt + 1, message.length);
        Mgf1.mask(db, mgf, seed);
        Mgf1.mask(seed, mgf, db);
        byte[] block = new byte[length];
        block[0] = (byte) firstByte;
        System.arraycopy(seed, 0, block, 1, seed.length);
        System.arraycopy(db, 0, block, 1 + seed.length, db.length);
        return block;
    }
}
