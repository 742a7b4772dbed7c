package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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
import org.tokentwin.emulator.cli.CommandRun.Result;

/** What comes damaged, without an end or from nowhere is refused in words, and what cannot be printed is no success. */
class HostileArgumentsTest {
    @TempDir
    private Path directory;

    private Result run(String... arguments) {
        return CommandRun.in(directory.resolve("home")).run(arguments);
    }

    private static void assertRefused(Result result, int status) {
        assertThat(result.err()).startsWith("error: ").doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(result.status()).as(result.err()).isEqualTo(status);
    }

    @Test
    void lettersThatTheLocaleLost_areRefusedWithAdvice() {
        Result result = run("create", "mine", "--test-key", "--holder", "\uFFFD\uFFFD\uFFFD");

        assertRefused(result, ExitStatus.USAGE);
        assertThat(result.err()).contains("LC_ALL=C.UTF-8");
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void passwordWhoseLettersTheLocaleLost_isRefusedWithAdvice() {
        Result result = CommandRun.in(directory.resolve("home"))
                .with("SECRET", "p\uFFFDss")
                .run("create", "mine", "--p12-out", "some.p12", "--p12-out-password-env", "SECRET");

        assertRefused(result, ExitStatus.USAGE);
        assertThat(result.err()).contains("LC_ALL=C.UTF-8");
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @ValueSource(strings = {"list", "--help", "list --output json", "status --help"})
    void outputThatDoesNotArrive_isAFailure(String command) throws IOException {
        StringWriter err = new StringWriter();
        try (PrintWriter full = new PrintWriter(new FileOutputStream("/dev/full"), true, StandardCharsets.UTF_8)) {
            int status = CommandRun.in(directory.resolve("home")).execute(full, err, command.split(" "));

            assertThat(status).isEqualTo(ExitStatus.FAILURE);
            assertThat(err.toString()).contains("standard output cannot be written");
        }
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @ValueSource(strings = {"list", "create mine --test-key"})
    void programOnAFullDisk_isAFailure(String line) throws Exception {
        Path said = directory.resolve("err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                EmulatorCommand.class.getName()));
        command.addAll(List.of(line.split(" ", -1)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(new File("/dev/full"))
                .redirectError(said.toFile());
        builder.environment().put("TOKENTWIN_HOME", directory.resolve("home").toString());

        assertThat(builder.start().waitFor()).isEqualTo(1);
        assertThat(said)
                .content()
                .contains("error: standard output cannot be written")
                .doesNotContain("\tat ");
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--profile /dev/zero",
                "--p12 /dev/zero",
                "--p12 some.p12 --p12-password-file /dev/zero",
                "--p12 /dev/zero --p12-password-file /dev/null"
            })
    void fileWithoutAnEnd_isRefused(String options) {
        Result result = run(("create mine " + options).split(" "));

        assertThat(result.status()).as(result.err()).isIn(ExitStatus.FAILURE, ExitStatus.USAGE);
        assertThat(result.err()).doesNotContain("\tat ").doesNotContain("OutOfMemory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31", "0001-01-01", "9901-01-01"})
    void dayThatNoCertificateNames_isRefused(String day) {
        assertRefused(run("create", "mine", "--test-key", "--issued", day), ExitStatus.USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "", "{\"serial\":\"x\"}", "{\"serial\":null,\"label\":null}"})
    void damagedRecord_isNamed(String record) throws IOException {
        run("create", "mine", "--test-key");
        Files.writeString(directory.resolve("home/tokens/mine/token.json"), record);

        for (String command : new String[] {"show mine", "snapshot mine now", "serve mine"}) {
            Result result = run(command.split(" "));
            assertRefused(result, ExitStatus.FAILURE);
            assertThat(result.err()).contains("token.json");
        }
    }
}
