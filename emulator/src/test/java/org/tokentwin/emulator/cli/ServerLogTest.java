package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** What a server tells of what goes wrong in it: enough for its owner, and nothing of what strangers sent. */
class ServerLogTest {
    /** The greeting of the project's own library, a word size and a frame that announces more than a frame can have. */
    private static final String BREAKS_THE_PROTOCOL = """
            import os, socket
            client = socket.socket(socket.AF_UNIX)
            client.connect(os.environ['TOKENTWIN_SOCKET'])
            client.sendall(b'TWIN\\x02' + bytes([8, 8, 0]) + bytes(16) + b'\\xff' * 64)
            while client.recv(4096): pass
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @CsvSource({"'', true", "--log-level=warning, true", "--log-level=error, false", "--log-level=off, false"})
    void brokenProtocol_isToldByTheLevel(String option, boolean told) throws Exception {
        Path python = RequiredProgram.anyOf("python3", "/usr/bin/python3");
        Path script = Files.writeString(directory.resolve("client.py"), BREAKS_THE_PROTOCOL);

        String err = run(option, python.toString(), script.toString());

        assertThat(
                        err.contains(
                                "tokentwin: warning: a client's connection was closed: a request of 18446744073709551615 bytes"))
                .as(err)
                .isEqualTo(told);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void quietServer_tellsNothing() throws Exception {
        assertThat(run("", "true")).isEmpty();
    }

    @Test
    void failure_isOneHarmlessLineWithoutWordsThatMayBeAStrangers() {
        LogRecord entry =
                new LogRecord(Level.SEVERE, "C_Sign answers CKR_GENERAL_ERROR \u001b[2J\nerror: forged \u202E");
        entry.setThrown(new IllegalStateException("PIN 12345678", new IOException("No space left on device")));

        String line = new LogLine().format(entry);

        assertThat(line)
                .startsWith("tokentwin: error: C_Sign answers CKR_GENERAL_ERROR \\u001B[2J\\u000Aerror: forged")
                .contains("IllegalStateException in org.tokentwin.emulator.cli.ServerLogTest.")
                .contains("because of IOException: No space left on device")
                .doesNotContain("12345678", "\u001b", "\u202E")
                .endsWith("\n");
        assertThat(line.lines()).hasSize(1);
    }

    /** What {@code run} says on standard error around a command. */
    private String run(String option, String... program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                EmulatorCommand.class.getName(),
                "run",
                "--test-key"));
        if (!option.isEmpty()) {
            command.add(option);
        }
        command.add("--");
        command.addAll(List.of(program));
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("TOKENTWIN_HOME", directory.resolve("home").toString());
        Process process =
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        assertThat(process.waitFor())
                .as(Files.readString(err, StandardCharsets.UTF_8))
                .isZero();
        return Files.readString(err, StandardCharsets.UTF_8);
    }
}
