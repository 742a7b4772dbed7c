package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;

/** An image file whose bytes are anything, but for the checksum: that is right, so that what is behind it is reached. */
public final class HostileImage {
    private static final byte[] ATR = HexFormat.of().parseHex("3B80800101");
    private static final String SERIAL = "1c58c37b";

    private HostileImage() {}

    /** An image of the present version, without its checksum, to begin with. */
    public static byte[] example(byte[] memory) {
        byte[] image = ImageFormat.encode(SERIAL, memory);
        byte[] body = new byte[image.length - 32];
        System.arraycopy(image, 0, body, 0, body.length);
        return body;
    }

    /** Opens it: a card's memory, or refused with the file's name. */
    public static void open(byte[] body) {
        try {
            Path file = Files.createTempFile("hostile", ".image");
            try {
                Files.write(file, withChecksum(body));
                restore(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void restore(Path file) {
        byte[] memory;
        try {
            memory = new ImageFile(file, SERIAL).read();
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining(file.toString());
            return;
        }
        try {
            JcardsimCard.restored(ATR, memory).close();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("card's memory");
        }
    }

    private static byte[] withChecksum(byte[] body) {
        try {
            ByteArrayOutputStream image = new ByteArrayOutputStream();
            image.writeBytes(body);
            image.writeBytes(MessageDigest.getInstance("SHA-256").digest(body));
            return image.toByteArray();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
