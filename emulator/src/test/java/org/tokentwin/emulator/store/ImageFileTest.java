package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;

class ImageFileTest {
    private static final byte[] ATR = HexFormat.of().parseHex("3B80800101");
    private static final String SERIAL = "1c58c37b";
    private static final byte[] MEMORY = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

    @TempDir
    private Path directory;

    @Test
    void imageCutAtAnyByte_isRefused() {
        byte[] whole = ImageFormat.encode(SERIAL, MEMORY);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ImageFormat.decode(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(StoreException.class);
        }
        assertThat(ImageFormat.decode(whole).memory()).isEqualTo(MEMORY);
        assertThat(ImageFormat.decode(whole).serial()).contains(SERIAL);
    }

    @Test
    void imageWithAnyBitFlipped_isRefused() {
        byte[] whole = ImageFormat.encode(SERIAL, MEMORY);
        for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThatThrownBy(() -> ImageFormat.decode(flipped))
                    .as("bit %d", bit)
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void imageThatIsWholeButNoCard_isRefused() {
        assertThatThrownBy(() -> JcardsimCard.restored(ATR, MEMORY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void halfWrittenNextImage_isNoHindrance() throws IOException {
        ImageFile image = new ImageFile(directory.resolve("card.image"), SERIAL);
        image.write(MEMORY);
        Files.write(directory.resolve("card.image.next"), new byte[] {'T', 'T'});

        assertThat(image.read()).isEqualTo(MEMORY);
        image.write(new byte[] {42});
        assertThat(image.read()).isEqualTo(new byte[] {42});
    }
}
