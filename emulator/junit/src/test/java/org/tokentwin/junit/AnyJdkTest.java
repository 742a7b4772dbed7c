package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample project of {@code examples/junit-any-jdk} is compiled and run on JDK 17, with each of JUnit's lines since 5.8. */
@Tag("devices")
class AnyJdkTest {
    private static final Path SAMPLE = Path.of("..", "..", "examples", "junit-any-jdk");
    private static final int TESTS = 17;

    @TempDir
    private Path directory;

    private OldJdk jdk = new OldJdk(Path.of(""));

    @BeforeEach
    void findJdk() {
        jdk = OldJdk.required();
    }

    /** The emulator is found by the property, and on no class path of the tests. */
    @ParameterizedTest
    @ValueSource(strings = {"1.8.2", "1.10.5", "1.12.2", "1.14.4", "6.0.3", "6.1.3"})
    void sample_passesOnEachLineOfJUnit(String platform) throws Exception {
        Path junit = Path.of("target", "junit", "junit-platform-console-standalone-" + platform + ".jar");
        List<Path> tests = compile(junit);

        String said = jdk.run(tests, List.of("-Dtokentwin.classpath=" + OldJdk.emulator()), console(platform));

        assertThat(said)
                .contains(TESTS + " tests successful", "0 tests failed")
                .doesNotContain("CloseableResource", "WARNING");
    }

    /** With the emulator as a dependency of the tests, which the old JVM cannot run itself. */
    @Test
    void emulatorOnTheTestsClassPath_isStartedOnAnotherJdk() throws Exception {
        List<Path> tests = compile(Path.of("target", "junit", "junit-platform-console-standalone-1.14.4.jar"));

        String said =
                jdk.run(List.of(Path.of(OldJdk.join(tests) + ":" + OldJdk.emulator())), List.of(), console("1.14.4"));

        assertThat(said).contains(TESTS + " tests successful", "0 tests failed");
    }

    @Test
    void emulatorThatIsNowhere_isSaidWithWhatToDo() throws Exception {
        List<Path> tests = compile(Path.of("target", "junit", "junit-platform-console-standalone-1.14.4.jar"));

        String said = jdk.runFailing(tests, List.of(), console("1.14.4"));

        assertThat(said)
                .contains("TokenTwin's emulator was not found", "TOKENTWIN_LAUNCHER")
                .contains(TESTS + " tests failed");
    }

    private List<Path> compile(Path junit) throws Exception {
        assertThat(junit).as("what the profile devices copies").exists();
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Path extension = Path.of("target", "classes");
        jdk.compile(SAMPLE, classes, List.of(junit, extension));
        return List.of(classes, SAMPLE.resolve("src/test/resources"), extension, junit);
    }

    private List<String> console(String platform) {
        List<String> options = List.of(
                "--scan-classpath",
                directory.resolve("classes").toString(),
                "--disable-banner",
                "--details=summary",
                "--reports-dir=" + directory.resolve("reports"));
        List<String> arguments = new ArrayList<>(List.of("org.junit.platform.console.ConsoleLauncher"));
        if (!platform.startsWith("1.8.")) {
            arguments.add("execute");
        }
        arguments.addAll(options);
        return arguments;
    }
}
