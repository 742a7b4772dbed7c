package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;

class ImageFileTest {
    private static final byte[] ATR = HexFormat.of().parseHex("3B80800101");
    private static final byte[] MEMORY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    @TempDir
    private Path directory;

    @Test
    void imageCutAtAnyByte_isRefused() {
        byte[] whole = ImageFormat.encode(MEMORY);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ImageFormat.decode(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(StoreException.class);
        }
        assertThat(ImageFormat.decode(whole)).isEqualTo(MEMORY);
    }

    @Test
    void imageWithAnyBitFlipped_isRefused() {
        byte[] whole = ImageFormat.encode(MEMORY);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThatThrownBy(() -> ImageFormat.decode(flipped))
                    .as("bit %d", bit)
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void imageOfALaterVersion_isRefusedWithBothVersions() throws Exception {
        byte[] later = ImageFormat.encode(MEMORY);
        ByteBuffer.wrap(later).putShort(6, (short) 9);
        int end = later.length - 32;
        byte[] checksum = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(later, end));
        System.arraycopy(checksum, 0, later, end, checksum.length);

        assertThatThrownBy(() -> ImageFormat.decode(later))
                .hasMessageContaining("version 9")
                .hasMessageContaining("version 1");
    }

    @Test
    void keptImageOfVersion1_opensAndHasItsLostTries() throws IOException {
        Path image = directory.resolve("card.image");
        try (InputStream kept = ImageFileTest.class.getResourceAsStream("version-1.image")) {
            assertThat(kept).as("the kept image").isNotNull();
            Files.copy(kept, image);
        }
        try (JcardsimCard card = JcardsimCard.restored(ATR, new ImageFile(image).read())) {
            byte[] status = CardChannel.basic(card)
                    .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                    .data();
            assertThat(status[1]).as("tries left").isEqualTo((byte) 12);
        }
    }

    @Test
    void imageThatIsWholeButNoCard_isRefused() {
        assertThatThrownBy(() -> JcardsimCard.restored(ATR, MEMORY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void halfWrittenNextImage_isNoHindrance() throws IOException {
        ImageFile image = new ImageFile(directory.resolve("card.image"));
        image.write(MEMORY);
        Files.write(directory.resolve("card.image.next"), new byte[] {'T', 'T'});

        assertThat(image.read()).isEqualTo(MEMORY);
        image.write(new byte[] {42});
        assertThat(image.read()).isEqualTo(new byte[] {42});
    }
}
