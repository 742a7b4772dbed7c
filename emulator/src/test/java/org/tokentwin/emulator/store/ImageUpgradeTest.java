package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;

/**
 * Images of other versions than the present one. {@code version-1.image} was written by a TokenTwin that knew version 1 only, {@code version-2.image} is
 * what one that knew version 2 made of it, for a token with the serial number 00000000.
 */
class ImageUpgradeTest {
    private static final String NAME = "mine";
    private static final int VERSION_AT = 6;
    private static final int SERIAL_AT = 8;

    @TempDir
    private Path directory;

    private TokenHome home;
    private Path image;

    @BeforeEach
    void createToken() {
        home = new TokenHome(directory.resolve("home"));
        create(NAME);
        image = image(NAME);
    }

    private void create(String name) {
        KeptToken.create(home, name, EmulatedToken.order().withTestKey().issue(), Optional.empty());
    }

    private Path image(String name) {
        return home.tokenDirectory(name).resolve(KeptToken.IMAGE);
    }

    @Test
    void imageOfVersion1_opensWithItsLostTries_andIsRewritten() throws IOException {
        byte[] old = putVersion1(image);

        assertThat(triesLeft()).isEqualTo(12);

        StoredImage upgraded = ImageFormat.decode(Files.readAllBytes(image));
        assertThat(upgraded.version()).isEqualTo(ImageFormat.VERSION);
        assertThat(upgraded.serial()).contains(KeptToken.describe(home, NAME).serial());
        assertThat(upgraded.memory())
                .as("the memory with the ages behind it")
                .startsWith(ImageFormat.decode(old).memory());
        assertThat(triesLeft()).as("tries left of the upgraded image").isEqualTo(12);
    }

    @Test
    void imageOfVersion1_isKept_alsoWhenTheTokenChangesAfterwards() throws IOException {
        byte[] old = putVersion1(image);
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            for (int i = 0; i < 3; i++) {
                wrongPin(kept);
            }
        }
        assertThat(triesLeft()).isEqualTo(9);
        assertThat(image.resolveSibling("card.image.version-1")).hasBinaryContent(old);
    }

    @Test
    void imageOfVersion2_opensWithItsLostTries_andIsRewritten() throws Exception {
        byte[] old = withSerial(
                keptImage("version-2.image"), KeptToken.describe(home, NAME).serial());
        Files.write(image, old);

        assertThat(triesLeft()).isEqualTo(12);

        assertThat(ImageFormat.decode(Files.readAllBytes(image)).version()).isEqualTo(ImageFormat.VERSION);
        assertThat(image.resolveSibling("card.image.version-2")).hasBinaryContent(old);
        assertThat(triesLeft()).as("tries left of the upgraded image").isEqualTo(12);
    }

    @Test
    void upgradeThatWasCutShort_isDoneAgain() throws IOException {
        byte[] old = putVersion1(image);
        Files.createLink(image.resolveSibling("card.image.version-1"), image);

        assertThat(triesLeft()).isEqualTo(12);
        assertThat(image.resolveSibling("card.image.version-1")).hasBinaryContent(old);
    }

    @Test
    void snapshotOfVersion1_isRestored() throws IOException {
        KeptToken.snapshot(home, NAME, "old");
        Path snapshot = home.tokenDirectory(NAME).resolve("snapshots/old.image");
        byte[] old = putVersion1(snapshot);

        KeptToken.restore(home, NAME, "old");

        assertThat(triesLeft()).isEqualTo(12);
        assertThat(snapshot).hasBinaryContent(old);
    }

    @Test
    void imageOfALaterVersion_isRefusedWithItsNameAndWhatToDo_andStays() throws Exception {
        byte[] later = withVersion(Files.readAllBytes(image), ImageFormat.VERSION + 1);
        Files.write(image, later);

        assertThatThrownBy(() -> KeptToken.open(home, NAME))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(image.toString())
                .hasMessageContaining("version 4")
                .hasMessageContaining("up to 3")
                .hasMessageContaining("A later TokenTwin has written it: use that one");
        assertThat(image).hasBinaryContent(later);
    }

    @Test
    void imageOfAVersionThatNeverWas_isRefused() throws Exception {
        Files.write(image, withVersion(Files.readAllBytes(image), 0));

        assertThatThrownBy(() -> KeptToken.open(home, NAME)).hasMessageContaining("which there never was");
    }

    @Test
    void imageOfAnotherToken_isRefusedWithBothSerialNumbers() throws IOException {
        create("other");
        Files.copy(image("other"), image, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> KeptToken.open(home, NAME))
                .hasMessageContaining(image.toString())
                .hasMessageContaining(
                        "the token " + KeptToken.describe(home, "other").serial() + "'s")
                .hasMessageContaining(KeptToken.describe(home, NAME).serial());
    }

    private static byte[] putVersion1(Path file) throws IOException {
        byte[] bytes = keptImage("version-1.image");
        Files.write(file, bytes);
        return bytes;
    }

    private static byte[] keptImage(String name) throws IOException {
        try (InputStream kept = ImageUpgradeTest.class.getResourceAsStream(name)) {
            assertThat(kept).as("the kept image").isNotNull();
            return kept.readAllBytes();
        }
    }

    private static byte[] withVersion(byte[] image, int version) throws NoSuchAlgorithmException {
        ByteBuffer.wrap(image).putShort(VERSION_AT, (short) version);
        return withChecksum(image);
    }

    private static byte[] withSerial(byte[] image, String serial) throws NoSuchAlgorithmException {
        ByteBuffer.wrap(image).put(SERIAL_AT, serial.getBytes(StandardCharsets.US_ASCII));
        return withChecksum(image);
    }

    private static byte[] withChecksum(byte[] image) throws NoSuchAlgorithmException {
        int end = image.length - 32;
        byte[] checksum = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(image, end));
        System.arraycopy(checksum, 0, image, end, checksum.length);
        return image;
    }

    private int triesLeft() {
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            return CardChannel.basic(kept.token().card())
                    .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                    .data()[1];
        }
    }

    private static void wrongPin(KeptToken kept) {
        byte[] pin = "Wrong1!pin".getBytes(StandardCharsets.US_ASCII);
        assertThat(CardChannel.basic(kept.token().card())
                        .transmit(new CommandApdu(0x20, 0, 0x11, pin, 0))
                        .sw())
                .isBetween(0x63C0, 0x63CF);
    }
}
