package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.Background;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.rpc.RequiredProgram;
import org.tokentwin.emulator.store.KeptToken;

/** What OpenSC's pkcs11-tool sees of a server that is told to do things. */
@Tag("devices")
class ControlWithProgramsTest {
    @TempDir
    private Path directory;

    private Path tool;
    private Path module;
    private Path transcript;
    private CommandRun emulator;
    private Serving serving;

    @BeforeEach
    void serve() throws InterruptedException {
        tool = RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        emulator = CommandRun.in(directory);
        module = Path.of(emulator.run("module", "--path").out().strip());
        emulator.run("create", "chan", "--test-key", "--pin-state", "changed");
        transcript = directory.resolve("transcript");
        serving = Serving.start(CommandRun.in(directory), "serve", "chan", "--trace", transcript.toString());
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (serving != null) {
            serving.stop();
        }
    }

    private String pin() {
        return KeptToken.describe(emulator.home(), "chan").pin().reveal();
    }

    private String pkcs11Tool(int status, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool.toString(), "--module", module.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put(ServerSocket.VARIABLE, directory.resolve("run/pkcs11").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(status);
        return output;
    }

    @Test
    void removedToken_isNotThere_untilItIsInserted() throws Exception {
        assertThat(pkcs11Tool(0, "-L")).contains("My Token");

        emulator.run("remove");
        assertThat(pkcs11Tool(0, "-L")).doesNotContain("My Token").contains("(empty)");

        emulator.run("insert");
        assertThat(pkcs11Tool(0, "--login", "--pin", pin(), "-O")).contains("Private Key Object");
    }

    @Test
    void lockedToken_isUsableAgain_afterItsTriesWereReset() throws Exception {
        for (int i = 0; i < 15; i++) {
            pkcs11Tool(1, "--login", "--pin", "Wrong1!pin", "-O");
        }
        assertThat(pkcs11Tool(1, "--login", "--pin", pin(), "-O")).contains("CKR_PIN_LOCKED");

        emulator.run("reset-tries");
        assertThat(pkcs11Tool(0, "--login", "--pin", pin(), "-O")).contains("Private Key Object");
    }

    @Test
    void transcript_hasEveryCall_andNoPin() throws Exception {
        pkcs11Tool(0, "--login", "--pin", pin(), "-O");
        serving.stop();

        assertThat(transcript)
                .content()
                .containsPattern("#1 C_Login\\(hSession=\\d+, userType=CKU_USER, pPin=\\[\\d+ bytes]\\) = CKR_OK")
                .containsPattern(" > channel \\d+ VERIFY ")
                .doesNotContain(pin());
        assertThat(Files.getPosixFilePermissions(transcript)).hasSize(2);
    }

    @Test
    void traceCommand_showsCallsAsTheyHappen_untilTheServerStops() throws Exception {
        CommandRun tracing = CommandRun.in(directory);
        CompletableFuture<Result> traced = Background.compute(() -> tracing.run("trace", "--output", "json"));
        while (!traced.isDone() && !tracing.outputSoFar().contains("\"C_GetTokenInfo\"")) {
            pkcs11Tool(0, "-L");
        }
        serving.stop();

        Result result = traced.get();
        assertThat(result.status()).isZero();
        assertThat(result.out().lines())
                .allMatch(line -> line.startsWith("{\"at\":"))
                .anyMatch(line -> line.contains("\"function\":\"C_GetTokenInfo\""));
    }
}
