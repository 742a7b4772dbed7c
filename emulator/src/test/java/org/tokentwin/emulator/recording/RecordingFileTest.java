package org.tokentwin.emulator.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.cryptoki.CryptokiFunction;

class RecordingFileTest {
    private static final RecordedCall CALL = new RecordedCall(
            "2026-01-02T03:04:05Z",
            1,
            CryptokiFunction.C_Logout,
            RecordedJson.object().put("hSession", 1),
            0,
            RecordedJson.object(),
            1);

    @TempDir
    private Path directory;

    private final List<String> notices = new ArrayList<>();

    @Test
    void recording_isItsOwnersOnly() throws IOException {
        Path file = directory.resolve("recording");
        try (RecordingFile recording = RecordingFile.create(file, notices::add)) {
            recording.accept(CALL);
            assertThat(Recording.read(file).calls()).hasSize(1);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(notices).isEmpty();
    }

    @Test
    void fileThatIsThere_isNotOverwritten() throws IOException {
        Path file = Files.writeString(directory.resolve("recording"), "precious");
        assertThatThrownBy(() -> RecordingFile.create(file, notices::add))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
    }

    @Test
    void fullRecording_endsAtACallAndSaysSoOnce() throws IOException {
        Path file = directory.resolve("recording");
        long most = 3L * CALL.line().length() - 1;
        try (RecordingFile recording = RecordingFile.create(file, notices::add, most)) {
            for (int i = 0; i < 10; i++) {
                recording.accept(CALL);
            }
        }
        assertThat(Recording.read(file).calls()).hasSize(2);
        assertThat(notices).singleElement().asString().contains("ends before its time: it is full");
    }
}
