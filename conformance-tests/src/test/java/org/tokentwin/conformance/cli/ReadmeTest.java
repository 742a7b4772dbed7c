package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the README and its continuation show of Java and of the suite is what runs. The client's own test runs the client's commands. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path EXAMPLE =
            ROOT.resolve("emulator/junit/src/test/java/org/tokentwin/example/TokenTwinExampleTest.java");
    private static final Pattern JAVA = Pattern.compile("```java\n((?s:.*?))```\n");
    private static final Pattern BLOCK = Pattern.compile("```\\w+\n(?s:.*?)```\n");
    private static final Pattern COMMAND =
            Pattern.compile("```console\n\\$ \\./tokentwin conformance (.*)\n((?s:.*?))```\n");

    private static final Pattern LINK = Pattern.compile("\\]\\((?!http)([^)#\\s]+)(?:#[^)]*)?\\)");

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
    void commands_showWhatThePageShows() throws IOException {
        Matcher shown = COMMAND.matcher(Files.readString(ROOT.resolve("docs/README.md")));
        int commands = 0;
        while (shown.find()) {
            commands++;
            assertThat(output(shown.group(1).split(" "))).isEqualTo(shown.group(2));
        }
        assertThat(commands).isPositive();
    }

    /** Who looks at it for the first time sees all of it at once. */
    @Test
    void readme_isOneScreen() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void everyPage_isInTheIndex() throws IOException {
        String index = Files.readString(ROOT.resolve("docs/README.md"));
        Path docs = ROOT.resolve("docs");
        try (Stream<Path> pages = Files.walk(docs)) {
            assertThat(pages.map(page -> docs.relativize(page).toString())
                            .filter(name -> name.endsWith(".md") && !name.matches("README.*|.*\\.zh-.*")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(index).contains("](" + name + ")"));
        }
    }

    /** A link to what is not there helps nobody; addresses on the network are not looked at. */
    @Test
    void links_leadToFilesOfTheTree() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        assertThat(pages).hasSizeGreaterThan(20);
        for (Path file : pages) {
            Matcher link = LINK.matcher(Files.readString(file));
            while (link.find()) {
                assertThat(file.resolveSibling(link.group(1))).as("%s", file).exists();
            }
        }
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
