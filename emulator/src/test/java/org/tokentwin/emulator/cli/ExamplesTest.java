package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every script in {@code examples}, with the real programs, each on a fresh token. */
@Tag("devices")
class ExamplesTest {
    private static final Path DIRECTORY =
            Path.of("..", "examples").toAbsolutePath().normalize();
    private static final String VERIFIED = "Signature Verified Successfully";
    private static final Pattern NEEDS = Pattern.compile("^(?:(?:#|//) )?Needs: (.*)$", Pattern.MULTILINE);
    private static final Pattern ROW = Pattern.compile("^\\| `(.*)` \\| .* \\| (.*) \\|$", Pattern.MULTILINE);

    @TempDir
    private Path directory;

    private ProgramRun token;

    @BeforeEach
    void serve() {
        token = ProgramRun.in(directory);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void example_succeeds(Path script) throws IOException {
        runs(script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openssl-tls.sh", "nss-sign.sh", "ssh-login.sh", "jarsigner-sign.sh"})
    void exampleWithAnEcKey_succeeds(String script) throws IOException {
        runs(DIRECTORY.resolve(script), "--key", "p256");
    }

    /** The main ones through p11-kit's client too, which stays a second way in. */
    @ParameterizedTest
    @ValueSource(strings = {"openssl-sign.sh", "p11tool-list.sh", "pykcs11-sign.py", "ssh-login.sh"})
    void exampleThroughP11Kit_succeeds(String script) throws IOException {
        token = ProgramRun.withP11Kit(directory);
        runs(DIRECTORY.resolve(script), "--p11-kit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p256", "p521"})
    void eachEcdsaMechanism_signs(String keyType) throws IOException {
        assertThat(runs(DIRECTORY.resolve("pkcs11-tool-mechanisms.sh"), "--key", keyType))
                .containsSubsequence("== ECDSA\n", VERIFIED, "== ECDSA-SHA1\n", VERIFIED)
                .doesNotContain("RSA");
    }

    @Test
    void readme_listsEachExampleWithItsNeeds() throws IOException {
        Map<String, String> needs = new TreeMap<>();
        for (Path script : scripts()) {
            needs.put(script.getFileName().toString(), String.join(", ", needsOf(script)));
        }
        Map<String, String> rows = ROW.matcher(Files.readString(DIRECTORY.resolve("README.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(rows).containsExactlyInAnyOrderEntriesOf(needs);
    }

    private String runs(Path script, String... options) throws IOException {
        for (String need : needsOf(script)) {
            ExamplePackage.named(need).require();
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String name = script.toString();
        String interpreter = name.endsWith(".py")
                ? "/usr/bin/python3"
                : name.endsWith(".java") ? "'%s' -cp '%s'".formatted(java, libraries()) : "sh";
        return token.outputOf(
                "PATH='%s':\"$PATH\" TOKENTWIN_HOME='%s' JAVA_HOME='%s' JSIGN='%s -jar %s' %s '%s'"
                        .formatted(
                                TokentwinOnPath.in(directory),
                                directory,
                                System.getProperty("java.home"),
                                java,
                                Path.of("target", "programs", "jsign.jar").toAbsolutePath(),
                                interpreter,
                                script),
                options);
    }

    /** What Java programs have on their class path: DSS works with an older Bouncy Castle only, which comes first. */
    private static String libraries() {
        return Path.of("target", "programs", "dss").toAbsolutePath() + "/*" + File.pathSeparator
                + System.getProperty("java.class.path");
    }

    private static List<String> needsOf(Path script) throws IOException {
        Matcher needs = NEEDS.matcher(Files.readString(script));
        assertThat(needs.find()).as("%s says what it needs", script).isTrue();
        return List.of(needs.group(1).split(", "));
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> Files.isRegularFile(file) && !file.endsWith("README.md"))
                    .sorted()
                    .toList();
        }
    }
}
