package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.profile.ProfileTable;
import org.tokentwin.junit.TokenTwin;
import picocli.CommandLine;

/** The twin of a token, which is the emulator's here. */
@TokenTwin
class TwinCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void twinOfAToken_isLikeItAndToldInThreeColumns(EmulatedToken token, Emulator emulator) throws IOException {
        Path page = directory.resolve("twin.html");
        Path profile = directory.resolve("captured.toml");

        int status = execute(
                "twin",
                "--in-process",
                "--allow",
                "reads",
                "--group",
                "SESSION",
                "--group",
                "LOGIN",
                "--module",
                emulator.modulePath().toString(),
                "--pin-file",
                Files.writeString(directory.resolve("pin"), new String(token.pin()))
                        .toString(),
                "--pin-record",
                directory.toString(),
                "--out",
                profile.toString(),
                "--html",
                page.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).containsPattern("(\\d+) of \\1 cases alike \\(100\\.0 of 100\\)");
        assertThat(status).isZero();
        assertThat(Files.readString(page)).contains("Device", "Twin", "Difference");
        assertThat(ProfileTable.faults(profile)).isEmpty();
    }

    @Test
    void withoutAModule_usageIsWrong() {
        assertThat(execute("twin")).isEqualTo(2);
        assertThat(execute("capture", "--out", directory.resolve("x.toml").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--module PATH is needed");
    }

    @Test
    void placeThatCannotBeWritten_isToldBeforeAnythingIsRun(Emulator emulator) {
        List<String> sent = new ArrayList<>();
        try (var _ = emulator.trace(event -> sent.add(event.toString()))) {
            assertThat(execute(
                            "capture",
                            "--module",
                            emulator.modulePath().toString(),
                            "--out",
                            directory.resolve("none").resolve("x.toml").toString()))
                    .isEqualTo(2);
        }

        assertThat(sent).isEmpty();
    }

    private int execute(String... arguments) {
        CommandLine commandLine = ConformanceCommand.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        int status = commandLine.execute(arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return status;
    }
}
