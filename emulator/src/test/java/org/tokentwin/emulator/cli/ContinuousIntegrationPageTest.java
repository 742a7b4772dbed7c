package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** The shell of {@code docs/ci.md}, but for the installation of the package, as a runner would start it. */
@Tag("devices")
class ContinuousIntegrationPageTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\n((?s:.*?))```\n");
    private static final Pattern SCALAR = Pattern.compile("    - run: \\|\n((?: {8}.*\n)+)");
    private static final Pattern STEP = Pattern.compile("  - run: (.*)\n");
    private static final Pattern ITEM = Pattern.compile("    - (.*)\n");

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void runner() throws IOException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        environment.put("PATH", TokentwinOnPath.in(directory) + ":/usr/bin:/bin");
        environment.put("HOME", directory.toString());
        environment.put("TOKENTWIN_HOME", directory.resolve("home").toString());
        environment.put(
                "XDG_RUNTIME_DIR",
                Files.createDirectories(directory.resolve("run")).toString());
        environment.put(AuthorityOption.URL_VARIABLE, "http://127.0.0.1:0"); // others serve at the default port
        environment.put("GITHUB_ENV", directory.resolve("github.env").toString());
    }

    @AfterEach
    void endServer() throws IOException, InterruptedException {
        ProcessHandle server = ProcessHandle.of(Long.parseLong(
                        Files.readString(directory.resolve("pid")).strip()))
                .orElseThrow();
        server.destroy();
        server.onExit().join();
    }

    @Test
    void githubAction_servesATokenToTheStepsThatFollow() throws Exception {
        String action =
                SCALAR.matcher(block(0)).results().findFirst().orElseThrow().group(1);
        run(action);
        for (String line : Files.readAllLines(directory.resolve("github.env"))) {
            int equals = line.indexOf('=');
            environment.put(line.substring(0, equals), line.substring(equals + 1));
        }

        String step = STEP.matcher(block(1)).results().findFirst().orElseThrow().group(1);
        assertThat(run(step)).contains("Private Key Object; RSA");
    }

    @Test
    void gitlabJob_usesTheTokenThatItServes() throws Exception {
        String job = block(2);
        environment.put(
                "TOKENTWIN_PIN",
                Pattern.compile("TOKENTWIN_PIN: (.*)")
                        .matcher(job)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1));
        String script = ITEM.matcher(job)
                .results()
                .map(item -> item.group(1))
                .filter(item -> !item.startsWith("apt-get"))
                .collect(Collectors.joining("\n"));

        assertThat(run(script)).contains("Private Key Object; RSA");
    }

    private static String block(int index) throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("..", "docs", "ci.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(3);
        return blocks.get(index);
    }

    /** As both runners do: by bash, which ends at the first error; and notes the process that it leaves behind, if any. */
    private String run(String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "--noprofile",
                        "--norc",
                        "-eo",
                        "pipefail",
                        "-c",
                        "trap 'echo ${!:-} >> pid' EXIT\n" + script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(directory.resolve("output").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        String output = Files.readString(directory.resolve("output"), StandardCharsets.UTF_8);
        assertThat(status).as(output).isZero();
        return output;
    }
}
