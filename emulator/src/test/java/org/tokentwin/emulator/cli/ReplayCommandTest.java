package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.cli.CommandRun.Result;

class ReplayCommandTest {
    private static final String LOGIN =
            "{\"application\":1,\"function\":\"C_Login\",\"in\":{\"hSession\":1,\"userType\":1,"
                    + "\"pPin\":{\"masked\":9}},\"result\":\"CKR_OK\",\"out\":{}}\n";

    @TempDir
    private Path directory;

    private CommandRun emulator;

    @BeforeEach
    void home() {
        emulator = CommandRun.in(directory.resolve("home")).withRealServer();
    }

    @Test
    void command_findsTheRecordedDeviceAndAPinOfTheRecordedLength() throws IOException {
        Path recording = Files.writeString(directory.resolve("recording"), LOGIN);
        Result result = emulator.run(
                "replay",
                recording.toString(),
                "--",
                "sh",
                "-c",
                "test -r \"$PKCS11_MODULE_PATH\" && test -S \"$TOKENTWIN_SOCKET\" && test \"$TOKENTWIN_PIN\" = 000000000 && exit 7");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isEqualTo(7);
    }

    @Test
    void brokenRecording_isRefusedWithTheLine() throws IOException {
        Path recording = Files.writeString(directory.resolve("recording"), LOGIN + "\u001b[31mnonsense\n");
        Result result = emulator.run("replay", recording.toString(), "--", "true");
        assertThat(result.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(result.err())
                .contains("no recording that can be replayed: line 2: it is no JSON object")
                .doesNotContain("\u001b");
    }

    @Test
    void missingRecording_isSaid() {
        Result result = emulator.run("replay", directory.resolve("none").toString(), "--", "true");
        assertThat(result.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(result.err()).contains("there is no file");
    }

    @Test
    void recordingThatIsThere_isNotOverwritten() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "precious");
        Result result = emulator.run("run", "--record", precious.toString(), "--", "true");
        assertThat(result.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(result.err()).contains("no recording is overwritten").contains("--record");
        assertThat(precious).hasContent("precious");
    }

    /** Its protocol does not carry a call as it was made. */
    @Test
    void callsByP11Kit_areNotRecorded() {
        Result result = emulator.run(
                "run", "--p11-kit", "--record", directory.resolve("new").toString(), "--", "true");
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(result.err()).contains("--record").contains("--p11-kit");
        assertThat(directory.resolve("new")).doesNotExist();
    }
}
