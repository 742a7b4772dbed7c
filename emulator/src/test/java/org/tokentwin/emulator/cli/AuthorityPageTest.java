package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.cli.CommandRun.Result;

/** Runs every command of {@code docs/authority.md}, in the page's order, and compares what it shows. */
class AuthorityPageTest {
    private static final Pattern BLOCK =
            Pattern.compile("```console\n\\$ \\./tokentwin emulator (.*)\n((?s:.*?))```\n");
    private static final Pattern SCRIPT = Pattern.compile("```sh\n# (.*\\.sh)\n((?s:.*?))```\n");
    private static final Pattern EXAMPLES = Pattern.compile("^\\| `.*` \\| .* \\| (`.*`) \\|$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

    @TempDir
    private Path directory;

    private CommandRun emulator;

    @BeforeEach
    void prepare() {
        emulator = CommandRun.in(directory.resolve("home"))
                .with(AuthorityOption.URL_VARIABLE, "http://127.0.0.1:" + freePort())
                .withRealServer();
    }

    /** Below those that the system gives to connections and to servers that leave it the choice: nobody else takes it meanwhile. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (IOException e) {
                // taken: another
            }
        }
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "authority.md"));
    }

    static List<String> faults() throws IOException {
        return EXAMPLES.matcher(page())
                .results()
                .flatMap(row -> Arrays.stream(row.group(1).split(", ")))
                .map(fault -> fault.replace("`", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultOfThePage_isOne(String text) {
        assertThat(ServiceFault.parse(text))
                .asString()
                .startsWith(text.replaceAll("[@:=].*", "").replace("slow", "delay"));
    }

    @Test
    @Tag("devices")
    void everyCommandOfThePage_showsWhatThePageShows() throws IOException {
        for (ExamplePackage program :
                List.of(ExamplePackage.CURL, ExamplePackage.JDK, ExamplePackage.OPENSC, ExamplePackage.OPENSSL)) {
            program.require();
        }
        Matcher script = SCRIPT.matcher(page());
        while (script.find()) {
            Files.writeString(directory.resolve(script.group(1)), script.group(2));
        }
        List<String> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(page());
        while (block.find()) {
            commands.add(block.group(1));
            assertThat(masked(output(block.group(1)))).as(block.group(1)).isEqualTo(masked(block.group(2)));
        }
        assertThat(commands).hasSizeGreaterThanOrEqualTo(16);
    }

    private String output(String command) throws IOException {
        List<String> words = new ArrayList<>(
                WORD.matcher(command).results().map(AuthorityPageTest::word).toList());
        Path output = directory.resolve("output");
        Files.deleteIfExists(output);
        int end = words.indexOf("--");
        if (end >= 0) {
            // Standard output is Surefire's; COMMAND's goes to a file.
            words.addAll(
                    end + 1,
                    List.of(
                            "sh",
                            "-c",
                            "cd '%s' && PATH='%s/bin':$PATH exec \"$@\" < /dev/null > '%s'"
                                    .formatted(directory, System.getProperty("java.home"), output),
                            "sh"));
        }
        Result result = emulator.run(words.toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        return Files.exists(output) ? Files.readString(output) : result.out();
    }

    private static String word(MatchResult found) {
        return found.group(1) == null ? found.group() : found.group(1);
    }

    /** What differs from token to token, machine to machine and time to time. */
    private static String masked(String text) {
        return text.replaceAll("\\b[0-9a-f]{8}\\b", "SERIAL")
                .replaceAll("\\b[0-9a-f]{32}\\b", "CERTIFICATE")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME")
                .replaceAll("/\\S*/tokens/", "HOME/tokens/");
    }
}
