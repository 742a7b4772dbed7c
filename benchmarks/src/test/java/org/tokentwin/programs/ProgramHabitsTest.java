package org.tokentwin.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.programs.Program.Command;
import org.tokentwin.programs.Program.Said;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** The programs have one habit: who knows one of them knows all. Every command of each is looked at, as picocli's model has them. */
class ProgramHabitsTest {
    private static final String SECRET = "S3cret-Value!";
    private static final String ESCAPE = "\033";

    /** Commands that list something, by their last word; and what they print may be wanted by a program. */
    private static final Set<String> LISTING = Set.of("list", "show", "info", "status", "doctor", "compare", "diff");

    /** Options that mean the same everywhere they are, with the word for their value. A target of the benchmarks' comes before it. */
    private static final Map<String, Set<String>> LABELS = Map.of(
            "--module", Set.of("PATH"),
            "--uri", Set.of("URI", "TARGET=URI"),
            "--token", Set.of("LABEL", "NAME", "TARGET=LABEL"),
            "--serial", Set.of("NUMBER", "TARGET=NUMBER"),
            "--slot", Set.of("ID", "TARGET=ID"),
            "--pin-env", Set.of("NAME", "TARGET=NAME"),
            "--pin-file", Set.of("FILE", "TARGET=FILE"),
            "--timeout", Set.of("SECONDS"),
            "--output", Set.of("FORM"));

    /** Names of before, and other people's, for what has a name here. */
    private static final Set<String> OTHER_NAMES = Set.of(
            "--slot-id", "--token-label", "--token-serial", "--serial-number", "--no-colour", "--quiet-progress");

    static List<Command> commands() {
        return Program.commands();
    }

    static Stream<Command> listingCommands() {
        return commands().stream()
                .filter(command -> !command.words().isEmpty()
                        && LISTING.contains(command.words().getLast()));
    }

    @Test
    void commands_areThoseOfAllPrograms() {
        assertThat(commands().stream().collect(Collectors.groupingBy(Command::program, Collectors.counting())))
                .hasSize(Program.values().length)
                .allSatisfy((program, count) -> assertThat(count).isGreaterThan(3));
        assertThat(listingCommands()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_isPrintedWithoutColourWhereAsked(Command command) {
        Said colourful = command.run(Ansi.ON, "--help");
        Said plain = command.run(Ansi.ON, "--no-color", "--help");

        assertThat(colourful.status()).isZero();
        assertThat(colourful.out()).contains(ESCAPE);
        assertThat(plain.status()).isZero();
        assertThat(plain.out()).startsWith("Usage: tokentwin ").doesNotContain(ESCAPE);
        assertThat(plain.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void version_saysVersionCommitJavaAndCryptography(Command command) {
        Said said = command.run(Ansi.OFF, "--version");

        assertThat(said.status()).isZero();
        assertThat(said.out().lines().map(line -> line.split(" ", 2)[0]))
                .containsExactly("TokenTwin", "Commit:", "Java", "Cryptography:");
        assertThat(said.out()).contains("Java " + Runtime.version());
        assertThat(command.run(Ansi.OFF, "-V").out()).isEqualTo(said.out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void unknownOption_isRefusedInTwoLines(Command command) {
        Said said = command.run(Ansi.OFF, "--no-such-option=" + SECRET);

        assertRefused(said);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void secretAsArgument_isRefusedAndNotShown(Command command) {
        for (String option : List.of("--pin", "--so-pin", "--password")) {
            for (String[] form : new String[][] {{option + "=" + SECRET}, {option, SECRET}}) {
                Said said = command.run(Ansi.OFF, form);

                assertRefused(said);
                assertThat(said.err()).as(String.join(" ", form)).contains("is never an argument");
            }
        }
        for (String option : List.of("--user-pin", "--new-pin", "--p12-password")) {
            assertRefused(command.run(Ansi.OFF, option + "=" + SECRET));
        }
    }

    @ParameterizedTest
    @MethodSource("listingCommands")
    void listing_isThereAsJsonToo(Command command) {
        OptionSpec output = command.spec().findOption("--output");
        assertThat(output).as("--output").isNotNull();
        assertThat(Objects.requireNonNull(output).completionCandidates()).containsExactly("text", "json");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void options_haveTheSameNamesAndLabels(Command command) {
        for (OptionSpec option : command.spec().options()) {
            if (!option.hidden()) {
                assertThat(OTHER_NAMES).doesNotContainAnyElementsOf(List.of(option.names()));
                Arrays.stream(option.names())
                        .filter(LABELS::containsKey)
                        .forEach(name -> assertThat(LABELS.get(name)).as(name).contains(option.paramLabel()));
            }
        }
    }

    @Test
    void tokenAndPin_areNamedAlikeInAllProgramsThatTakeAModule() {
        Function<Program, Set<String>> names = program -> commands().stream()
                .filter(command -> command.program() == program)
                .flatMap(command -> command.spec().optionsMap().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        for (Program program : List.of(Program.CLIENT, Program.CONFORMANCE, Program.BENCHMARK)) {
            assertThat(names.apply(program))
                    .as(program.name())
                    .contains("--slot", "--token", "--serial", "--uri", "--pin-env", "--pin-file");
        }
    }

    private static void assertRefused(Said said) {
        assertThat(said.status()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).doesNotContain(SECRET);
        assertThat(said.err().lines()).hasSize(2);
        assertThat(said.err()).startsWith("error: ").contains("\nhint: ");
    }
}
