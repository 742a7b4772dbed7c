package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import picocli.CommandLine;

class ConformanceCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void list_tellsEveryCase() {
        assertThat(execute("list")).isZero();
        assertThat(out.toString()).contains("LOGIN-009").contains("locks");
    }

    @Test
    void runOfOneCase_passesOnTheEmulator() {
        assertThat(execute("run", "--case", "SLOT-001")).isZero();
        assertThat(out.toString())
                .startsWith("1 case on the emulator, profile hongkongpost-ecert: no device\n")
                .contains("pass  SLOT-001")
                .endsWith("1 passed, 0 failed, 0 not applicable\n");
    }

    @Test
    void runOfGroup_runsThatGroupOnly() {
        assertThat(execute("run", "--group", "general")).isZero();
        assertThat(out.toString()).contains("GENERAL-001").doesNotContain("LOGIN-");
    }

    @Test
    void runOnModule_leavesTheTokenAsItWas() {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            execute("run", "--in-process", "--module", emulator.modulePath().toString());

            assertThat(out.toString())
                    .contains("pass  TOKEN-003")
                    .contains("'spends-tries' is not allowed")
                    .contains("-     PIN-002")
                    .contains("-     LOGIN-009");
            assertThat(emulator.newApplication()).satisfies(application -> {
                application.initialize(null);
                assertThat(application.getTokenInfo(emulator.slotOf(token)).flags() & 0xFF0000)
                        .isZero();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S3cret-PIN",
                "run S3cret-PIN",
                "run --pin S3cret-PIN",
                "run --pin=S3cret-PIN",
                "run --module S3cret-PIN",
                "run --allow S3cret-PIN",
                "run --pin-floor S3cret-PIN",
                "run --pin-tries S3cret-PIN",
                "run --pin-env S3cret-PIN --module /dev/null",
                "list S3cret-PIN",
                "doctor -S3cret-PIN"
            })
    void pinAsAnArgument_isNotRepeated(String line) {
        assertThat(execute(line.split(" ", -1))).isEqualTo(2);
        assertThat(out.toString() + err).isNotEmpty().doesNotContain("S3cret-PIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "frob", "run --frob", "run --case NONE-001", "compare", "list --group x"})
    void wrongUsage_isToldInTwoLines(String line) {
        assertThat(execute(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2).first().asString().startsWith("error: ");
        assertThat(err.toString()).contains("\nhint: 'tokentwin conformance").contains(" --help' shows what it takes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "run --version", "compare -V"})
    void version_saysWhatItRunsOn(String line) {
        assertThat(execute(line.split(" "))).isZero();
        assertThat(out.toString()).startsWith("TokenTwin ").contains("Java " + Runtime.version());
    }

    @Test
    void moduleWithoutToken_isStatusThree() {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            Path module = emulator.modulePath();
            emulator.remove(token);

            assertThat(execute("run", "--in-process", "--module", module.toString()))
                    .isEqualTo(3);
            assertThat(err.toString()).contains("No token in any slot").doesNotContain("\tat ");
        }
    }

    @Test
    void fileThatIsNoModule_isStatusThree(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("module.so"), "nothing");

        assertThat(execute("run", "--module", file.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("no shared library").doesNotContain("\tat ");
    }

    @Test
    void noTriesAtAll_isUsage() {
        assertThat(execute("run", "--pin-tries", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--pin-tries is at least 1");
    }

    @Test
    void missingModule_isUsage() {
        assertThat(execute("run", "--module", "/no/such/module.so")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no readable file …: --module takes the path");
    }

    @Test
    void unknownCase_isUsage() {
        assertThat(execute("run", "--case", "NONE-001")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no case …");
    }

    @Test
    void noCommand_isUsage() {
        assertThat(execute()).isEqualTo(2);
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @ValueSource(strings = {"list", "--help", "run --case SLOT-001"})
    void programOnAFullDisk_isAFailure(String line, @TempDir Path directory) throws Exception {
        Path said = directory.resolve("err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ConformanceCommand.class.getName()));
        command.addAll(List.of(line.split(" ", -1)));
        Process process = new ProcessBuilder(command)
                .redirectOutput(new File("/dev/full"))
                .redirectError(said.toFile())
                .start();

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said)
                .content()
                .contains("error: the output cannot be written")
                .doesNotContain("\tat ");
    }

    private int execute(String... args) {
        CommandLine commandLine = ConformanceCommand.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        int status = commandLine.execute(args);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return status;
    }
}
