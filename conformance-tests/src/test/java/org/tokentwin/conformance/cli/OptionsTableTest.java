package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tokentwin.conformance.OptionName;
import org.tokentwin.conformance.TargetOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code run}, as the command line, the parameters and the page have them. */
class OptionsTableTest {
    private static final Path PAGE = Path.of("..", "docs", "conformance.md");
    private static final String BEGIN = "<!-- table of options, written by OptionsTableTest -->\n";
    private static final String END = "<!-- end of the table -->\n";
    private static final String PARAMETER = "tokentwin.";

    /** Values that an option takes; of others a word is one. */
    private static final Map<String, String> VALUES = Map.of(
            OptionName.SLOT,
            "3",
            OptionName.PIN_FLOOR,
            "7",
            OptionName.PIN_TRIES,
            "9",
            OptionName.BY_HAND,
            "true",
            OptionName.ALLOW,
            "locks");

    @Test
    void everyName_isAnOption() throws IllegalAccessException {
        assertThat(names())
                .hasSizeGreaterThan(15)
                .allSatisfy(name ->
                        assertThat(run().findOption("--" + name)).as(name).isNotNull());
    }

    /** What a process of a run is told is what it reads: nothing is lost on the way. */
    @Test
    void everyName_isAParameterThatComesBack() throws IllegalAccessException {
        for (String name : names()) {
            String value = VALUES.getOrDefault(name, "word");
            Function<String, Optional<String>> given =
                    each -> Optional.of(value).filter(any -> each.equals(PARAMETER + name));

            assertThat(TargetOptions.from(given).toParameters()).as(name).containsEntry(PARAMETER + name, value);
        }
    }

    @Test
    void table_isTheProgramsOwn() throws IOException, IllegalAccessException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String written = page.substring(0, begin) + table() + page.substring(page.indexOf(END, begin));
        if (Boolean.getBoolean("tokentwin.pages.write")) {
            Files.writeString(PAGE, written);
        }

        assertThat(Files.readString(PAGE))
                .as("write it anew: mvn -pl conformance-tests -am test -Dtest=OptionsTableTest "
                        + "-Dsurefire.failIfNoSpecifiedTests=false -Dtokentwin.pages.write=true")
                .isEqualTo(written);
    }

    private static String table() throws IllegalAccessException {
        List<String> parameters = names();
        return run().options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                .map(option -> row(option, parameters))
                .collect(Collectors.joining("", "| Option | Parameter | What |\n|---|---|---|\n", ""));
    }

    private static String row(OptionSpec option, List<String> parameters) {
        String name = option.longestName();
        String taken =
                option.arity().max() == 0 ? "" : " " + option.paramLabel().replace("|", "\\|");
        String parameter = parameters.contains(name.substring(2)) ? "`" + PARAMETER + name.substring(2) + "`" : "";
        String what = String.join(" ", option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()));
        return "| `%s%s` | %s | %s |%n".formatted(name, taken, parameter, what);
    }

    private static CommandSpec run() {
        return Objects.requireNonNull(
                        ConformanceCommand.commandLine().getSubcommands().get("run"))
                .getCommandSpec();
    }

    private static List<String> names() throws IllegalAccessException {
        Stream.Builder<String> names = Stream.builder();
        for (var field : OptionName.class.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                names.add((String) field.get(null));
            }
        }
        return names.build().toList();
    }
}
