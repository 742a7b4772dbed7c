package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the README shows of Java and of the suite is what runs. The client's own test runs the README's client commands. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path EXAMPLE =
            ROOT.resolve("emulator/junit/src/test/java/org/tokentwin/example/TokenTwinExampleTest.java");
    private static final Pattern JAVA = Pattern.compile("```java\n((?s:.*?))```\n");
    private static final Pattern BLOCK = Pattern.compile("```\\w+\n(?s:.*?)```\n");
    private static final Pattern COMMAND =
            Pattern.compile("```console\n\\$ \\./tokentwin conformance (.*)\n((?s:.*?))```\n");

    @Test
    void firstJavaExample_isTheTestThatRuns() throws IOException {
        Matcher shown = JAVA.matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(shown.find()).isTrue();
        String example = Files.readString(EXAMPLE);

        assertThat(shown.group(1)).isEqualTo(example.substring(example.indexOf("@TokenTwin")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.zh-Hant.md", "README.zh-Hans.md"})
    void whatTheChineseReadmesShow_isWhatTheEnglishOneShows(String page) throws IOException {
        String english = Files.readString(ROOT.resolve("README.md"));
        Matcher shown = BLOCK.matcher(Files.readString(ROOT.resolve("docs").resolve(page)));
        int blocks = 0;
        while (shown.find()) {
            assertThat(english).contains(shown.group());
            blocks++;
        }
        assertThat(blocks).isEqualTo(4);
    }

    @Test
    void commands_showWhatTheReadmeShows() throws IOException {
        Matcher shown = COMMAND.matcher(Files.readString(ROOT.resolve("README.md")));
        int commands = 0;
        while (shown.find()) {
            commands++;
            assertThat(output(shown.group(1).split(" "))).isEqualTo(shown.group(2));
        }
        assertThat(commands).isPositive();
    }

    private static String output(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine commandLine = ConformanceCommand.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.execute(arguments);
        commandLine.getOut().flush();
        return out.toString();
    }
}
