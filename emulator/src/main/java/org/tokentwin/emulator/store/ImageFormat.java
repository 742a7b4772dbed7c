package org.tokentwin.emulator.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of an image file: {@code TTCARD}, a version (2 bytes), the token's serial number (a length of 1 byte, and so many characters), the
 * memory's length (4), the
 * memory, and the SHA-256 of all that, most significant byte first. Version 1 had no serial number; version 2 had one of 8
 * characters without a length, and a memory without ages of PINs.
 */
final class ImageFormat {
    static final short VERSION = 3;

    private static final byte[] MAGIC = {'T', 'T', 'C', 'A', 'R', 'D'};
    private static final int SERIAL_LENGTH_IN_VERSION_2 = 8;
    private static final int LONGEST_SERIAL = 16;
    private static final int LEAST_HEADER = MAGIC.length + 2 + 4;
    private static final int CHECKSUM_LENGTH = 32;

    private ImageFormat() {}

    /** @param serial 1 to 16 ASCII characters */
    static byte[] encode(String serial, byte[] memory) {
        byte[] name = serial.getBytes(StandardCharsets.US_ASCII);
        if (name.length < 1 || name.length > LONGEST_SERIAL) {
            throw new IllegalArgumentException("a serial number has 1 to " + LONGEST_SERIAL + " characters: " + serial);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeShort(VERSION);
            out.writeByte(name.length);
            out.write(name);
            out.writeInt(memory.length);
            out.write(memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.writeBytes(sha256(bytes.toByteArray()));
        return bytes.toByteArray();
    }

    /**
     * Reads this version and the ones before it.
     *
     * @throws StoreException that says what is wrong with the bytes, for the file's name to be put before it
     */
    static StoredImage decode(byte[] image) {
        if (image.length < LEAST_HEADER + CHECKSUM_LENGTH
                || !Arrays.equals(MAGIC, Arrays.copyOf(image, MAGIC.length))) {
            throw new StoreException("is no image of a card");
        }
        int end = image.length - CHECKSUM_LENGTH;
        if (!MessageDigest.isEqual(sha256(Arrays.copyOf(image, end)), Arrays.copyOfRange(image, end, image.length))) {
            throw new StoreException("is damaged: its checksum does not match");
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(image, MAGIC.length, end - MAGIC.length))) {
            int version = in.readUnsignedShort();
            return switch (version) {
                case 1 -> new StoredImage(version, Optional.empty(), memory(in));
                case 2 -> new StoredImage(version, Optional.of(serial(in, SERIAL_LENGTH_IN_VERSION_2)), memory(in));
                case VERSION -> new StoredImage(version, Optional.of(serial(in, in.readUnsignedByte())), memory(in));
                default -> throw unknown(version);
            };
        } catch (IOException e) {
            throw new StoreException("is damaged: its length does not match", e);
        }
    }

    private static StoreException unknown(int version) {
        return version > VERSION
                ? new LaterVersionException(version, VERSION)
                : new StoreException("is of version " + version + ", which there never was");
    }

    private static String serial(DataInputStream in, int length) throws IOException {
        byte[] name = new byte[length];
        in.readFully(name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** All that is left. */
    private static byte[] memory(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length != in.available()) {
            throw new IOException("of " + length + " bytes there are " + in.available());
        }
        return in.readAllBytes();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
