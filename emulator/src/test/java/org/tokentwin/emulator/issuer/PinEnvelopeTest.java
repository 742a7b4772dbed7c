package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinEnvelopeTest {
    private static final PinEnvelope ENVELOPE = new PinEnvelope("0a1b2c3d", "0123456789", Pin.of("00420815"));

    @TempDir
    Path directory;

    @Test
    void writtenEnvelope_isForItsOwnerOnly() throws IOException {
        Path file = directory.resolve("envelope.txt");

        ENVELOPE.write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains("0a1b2c3d")
                .contains("0123456789")
                .contains("00420815");
    }

    @Test
    void writtenEnvelope_readsBack() throws IOException {
        Path file = directory.resolve("envelope.txt");
        ENVELOPE.write(file);

        assertThat(PinEnvelope.read(file)).isEqualTo(ENVELOPE);
    }

    @Test
    void envelopeWithoutReferenceNumber_readsBack() throws IOException {
        Path file = directory.resolve("envelope.txt");
        PinEnvelope envelope = new PinEnvelope("0a1b2c3d", "", Pin.of("Own 1: x"));
        envelope.write(file);

        assertThat(PinEnvelope.read(file)).isEqualTo(envelope);
    }

    @Test
    void existingFile_isNotTouched() throws IOException {
        Path file = Files.writeString(directory.resolve("envelope.txt"), "another token's");

        assertThatThrownBy(() -> ENVELOPE.write(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("another token's");
    }

    @Test
    void otherFile_isNoEnvelope() throws IOException {
        Path file = Files.writeString(directory.resolve("note.txt"), "Initial PIN: 12345678\n");

        assertThatThrownBy(() -> PinEnvelope.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": this is no PIN envelope: it has no line 'Token serial number: ...'");
    }

    @Test
    void envelope_doesNotShowThePin() {
        assertThat(ENVELOPE).asString().contains("0a1b2c3d").doesNotContain("00420815");
    }
}
