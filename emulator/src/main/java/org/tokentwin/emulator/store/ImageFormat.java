package org.tokentwin.emulator.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The bytes of an image file: {@code TTCARD}, a version (2 bytes), the memory's length (4), the memory, and the SHA-256 of all
 * that, most significant byte first.
 */
final class ImageFormat {
    private static final byte[] MAGIC = {'T', 'T', 'C', 'A', 'R', 'D'};
    private static final short VERSION = 1;
    private static final int HEADER_LENGTH = MAGIC.length + 2 + 4;
    private static final int CHECKSUM_LENGTH = 32;

    private ImageFormat() {}

    static byte[] encode(byte[] memory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(HEADER_LENGTH + memory.length + CHECKSUM_LENGTH);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeShort(VERSION);
            out.writeInt(memory.length);
            out.write(memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] checksum = sha256(bytes.toByteArray());
        bytes.writeBytes(checksum);
        return bytes.toByteArray();
    }

    /** @throws StoreException that says what is wrong with the bytes, for the file's name to be put before it */
    static byte[] decode(byte[] image) {
        if (image.length < HEADER_LENGTH + CHECKSUM_LENGTH
                || !Arrays.equals(MAGIC, Arrays.copyOf(image, MAGIC.length))) {
            throw new StoreException("is no image of a card");
        }
        int end = image.length - CHECKSUM_LENGTH;
        if (!MessageDigest.isEqual(sha256(Arrays.copyOf(image, end)), Arrays.copyOfRange(image, end, image.length))) {
            throw new StoreException("is damaged: its checksum does not match");
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(image, MAGIC.length, end - MAGIC.length))) {
            short version = in.readShort();
            if (version != VERSION) {
                throw new StoreException("is of version " + version + ", and this TokenTwin knows version " + VERSION);
            }
            byte[] memory = new byte[in.readInt()];
            in.readFully(memory);
            return memory;
        } catch (IOException | NegativeArraySizeException e) {
            throw new StoreException("is damaged: its length does not match", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
