package org.tokentwin.conformance.cases.reference;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Counter with CBC-MAC, NIST SP 800-38C, of what the JDK has of AES: it has CBC and counters, and no CCM. Data and header are shorter than 65280 bytes. */
final class Ccm {
    private static final int BLOCK = 16;
    private static final int HAS_HEADER = 0x40;

    private final SecretKeySpec key;
    private final byte[] nonce;
    private final int tagBytes;

    Ccm(byte[] key, byte[] nonce, int tagBytes) {
        this.key = new SecretKeySpec(key, "AES");
        this.nonce = nonce;
        this.tagBytes = tagBytes;
    }

    /** The cryptogram, and the tag behind it. */
    byte[] encrypted(byte[] data, byte[] header) throws GeneralSecurityException {
        byte[] tag = Arrays.copyOf(code(data, header), tagBytes);
        Cipher counter = Cipher.getInstance("AES/CTR/NoPadding");
        counter.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(block(lengthBytes() - 1, 0)));
        byte[] maskedTag = Arrays.copyOf(counter.update(Arrays.copyOf(tag, BLOCK)), tagBytes);
        byte[] cryptogram = counter.doFinal(data);
        byte[] both = Arrays.copyOf(cryptogram, cryptogram.length + tagBytes);
        System.arraycopy(maskedTag, 0, both, cryptogram.length, tagBytes);
        return both;
    }

    /** The last block of everything in CBC. */
    private byte[] code(byte[] data, byte[] header) throws GeneralSecurityException {
        int flags = (header.length > 0 ? HAS_HEADER : 0) + (tagBytes - 2) / 2 * 8 + lengthBytes() - 1;
        byte[] told = ByteBuffer.allocate(2 + header.length)
                .putShort((short) header.length)
                .put(header)
                .array();
        ByteBuffer all = ByteBuffer.allocate(BLOCK + whole(told.length) + whole(data.length));
        all.put(block(flags, data.length));
        all.put(header.length > 0 ? Arrays.copyOf(told, whole(told.length)) : new byte[0]);
        all.put(Arrays.copyOf(data, whole(data.length)));
        Cipher chained = Cipher.getInstance("AES/CBC/NoPadding");
        chained.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[BLOCK]));
        byte[] blocks = chained.doFinal(all.array(), 0, all.position());
        return Arrays.copyOfRange(blocks, blocks.length - BLOCK, blocks.length);
    }

    private byte[] block(int flags, int number) {
        byte[] block = new byte[BLOCK];
        block[0] = (byte) flags;
        System.arraycopy(nonce, 0, block, 1, nonce.length);
        block[BLOCK - 2] = (byte) (number >> Byte.SIZE);
        block[BLOCK - 1] = (byte) number;
        return block;
    }

    private int lengthBytes() {
        return BLOCK - 1 - nonce.length;
    }

    private static int whole(int bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }
}
