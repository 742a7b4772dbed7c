package org.tokentwin.benchmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.benchmark.run.RunResults;
import picocli.CommandLine;

class BenchmarkCommandTest {
    private record Answer(int status, String out, String err) {}

    private static Answer execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                BenchmarkCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = commandLine.execute(arguments);
        return new Answer(status, out.toString(), err.toString());
    }

    @Test
    void run_measuresAndWritesReports(@TempDir Path directory) throws IOException {
        Path output = directory.resolve("results");

        Answer answer = execute("run", "--quick", "--operation", "token-info", "--out", output.toString());

        assertThat(answer.err()).isEmpty();
        assertThat(answer.status()).isZero();
        assertThat(answer.out()).contains("emulator", "token-info").doesNotContain(" left)");
        RunResults results = RunResults.read(output.resolve("results.json"));
        assertThat(results.measurements())
                .singleElement()
                .satisfies(measurement -> assertThat(measurement.sample())
                        .hasValueSatisfying(sample -> assertThat(sample.calls()).isPositive()));
        assertThat(output.resolve("report.html")).content().contains("C_GetTokenInfo", "<svg");
        assertThat(output.resolve("table.md")).content().contains("| C_GetTokenInfo |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "run --version"})
    void version_saysWhatItRunsOn(String line) {
        Answer answer = execute(line.split(" "));

        assertThat(answer.status()).isZero();
        assertThat(answer.out()).startsWith("TokenTwin ").contains("Java " + Runtime.version());
    }

    @Test
    void report_isWrittenAgainFromResults(@TempDir Path directory) throws IOException {
        try (var in = BenchmarkCommandTest.class.getResourceAsStream("results.json")) {
            Files.write(directory.resolve("results.json"), in.readAllBytes());
        }

        assertThat(execute("report", directory.toString()).status()).isZero();
        assertThat(directory.resolve("report.html")).content().contains("softhsm2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S3cret-PIN",
                "run S3cret-PIN",
                "run --pin S3cret-PIN",
                "run --pin=S3cret-PIN",
                "run --target S3cret-PIN",
                "run --operation S3cret-PIN",
                "run --threads S3cret-PIN",
                "list S3cret-PIN",
                "report a S3cret-PIN",
                "compare a b S3cret-PIN",
                "run -S3cret-PIN"
            })
    void pinAsAnArgument_isNotRepeated(String line) {
        Answer answer = execute(line.split(" ", -1));

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.out() + answer.err()).contains("error: ").doesNotContain("S3cret-PIN");
    }

    @Test
    void runComparedWithItself_hasNoRowThatChanged(@TempDir Path directory) throws IOException {
        Path results = directory.resolve("results.json");
        try (var in = BenchmarkCommandTest.class.getResourceAsStream("results.json")) {
            Files.write(results, in.readAllBytes());
        }

        Answer answer = execute("compare", directory.toString(), results.toString());

        assertThat(answer.err()).isEmpty();
        assertThat(answer.status()).isZero();
        assertThat(answer.out())
                .startsWith("| Operation | Target |")
                .contains("| softhsm2 |", "| 1.00× |")
                .doesNotContain("faster", "slower");
        assertThat(execute("compare", directory.toString(), results.toString(), "--output", "json")
                        .out())
                .contains("\"verdict\" : \"");
    }

    @Test
    void targetOfOneRunOnly_isUsage_andThoseOfBothAreNamed(@TempDir Path directory) throws IOException {
        Path results = directory.resolve("results.json");
        try (var in = BenchmarkCommandTest.class.getResourceAsStream("results.json")) {
            Files.write(results, in.readAllBytes());
        }

        Answer answer = execute("compare", results.toString(), results.toString(), "--relative-to", "S3cret-PIN");

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.err()).contains("softhsm2").doesNotContain("S3cret-PIN");
    }

    @Test
    void runsOfTwoMachines_areComparedRelativeToAPeerOnly(@TempDir Path directory) throws IOException {
        Path here = directory.resolve("here.json");
        Path there = directory.resolve("there.json");
        try (var in = BenchmarkCommandTest.class.getResourceAsStream("results.json")) {
            Files.write(here, in.readAllBytes());
        }
        Files.writeString(there, Files.readString(here).replaceFirst("\"processors\": 2", "\"processors\": 99"));

        assertThat(execute("compare", here.toString(), there.toString()).err())
                .contains("different machines", "hint: ", "--relative-to");
        assertThat(execute("compare", here.toString(), there.toString(), "--relative-to", "softhsm2")
                        .status())
                .isZero();
    }

    @Test
    void unknownTargetWithoutPath_isUsage() {
        assertThat(execute("run", "--target", "mine").status()).isEqualTo(2);
    }

    @Test
    void unknownOperation_isUsage() {
        Answer answer = execute("run", "--operation", "dance");

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.err()).contains("There is no operation", "list").doesNotContain("dance");
    }

    @Test
    void pinForDisposableTarget_isUsage() {
        assertThat(execute("run", "--pin-env", "emulator=PIN").status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --slot emulator=0                                                    | There is no target of yours
            --target mine=m.so --token other=x                                   | There is no target of yours
            --target mine=m.so --uri mine=pkcs11:object=key                      | names more than a token; allowed are token, serial
            --target mine=m.so --uri mine=pkcs11:token=a --token mine=b          | --token and --uri name different tokens
            --target mine=m.so --uri mine=token                                  | pkcs11:
            """)
    void selectionThatMakesNoSense_isUsage(String options, String why) {
        Answer answer = execute(("run " + options).split(" "));

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.err()).contains(why);
    }

    @Test
    void moduleThatIsNotThere_isFailure() {
        Answer answer = execute("run", "--target", "mine=/nowhere/module.so");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.err()).contains("/nowhere/module.so", "hint:");
    }

    @Test
    void fileThatIsNoModule_isFailureWithItsReason(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("module.so"), "no library");

        Answer answer = execute("run", "--target", "mine=" + file);

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.err()).contains("mine", "is no shared library");
    }

    @Test
    void resultsThatAreNotThere_areFailure(@TempDir Path directory) {
        assertThat(execute("report", directory.toString()).status()).isEqualTo(1);
    }

    @Test
    void list_namesOperationsAndTargets() {
        Answer answer = execute("list");

        assertThat(answer.status()).isZero();
        assertThat(answer.out()).contains("wrong-pin", "disposable tokens only", "softhsm2", "NAME=PATH");
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @ValueSource(strings = {"list", "--help"})
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
                BenchmarkCommand.class.getName()));
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

    @Test
    void nothingAsked_isUsage() {
        assertThat(execute().status()).isEqualTo(2);
    }
}
