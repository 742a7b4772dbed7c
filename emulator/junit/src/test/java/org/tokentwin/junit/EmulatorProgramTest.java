package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorProgramTest {
    private static final String HERE = System.getProperty("java.home");

    @TempDir
    private Path directory;

    private final Properties properties = new Properties();

    private EmulatorProgram program(Map<String, String> environment) {
        return new EmulatorProgram(properties, environment);
    }

    private Path launcher() throws IOException {
        Path launcher = Files.writeString(directory.resolve("tokentwin"), "#!/bin/sh\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        return launcher;
    }

    @Test
    void launcherOfTheProperty_countsFirst() throws IOException {
        properties.setProperty(EmulatorProgram.LAUNCHER, launcher().toString());
        properties.setProperty(EmulatorProgram.CLASS_PATH, "a.jar");

        assertThat(program(Map.of("TOKENTWIN_LAUNCHER", "/elsewhere")).command("testbed"))
                .containsExactly(directory.resolve("tokentwin").toString(), "emulator", "testbed");
    }

    @Test
    void launcherThatIsMissing_isSaidSo() {
        assertThatThrownBy(() ->
                        program(Map.of("TOKENTWIN_LAUNCHER", "/elsewhere")).command("testbed"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/elsewhere is no program");
    }

    @Test
    void classPathThatIsNamed_runsOnAJavaThatIsNewEnough() {
        assertThat(program(Map.of("TOKENTWIN_CLASSPATH", "a.jar:b.jar", "TOKENTWIN_JAVA_HOME", HERE))
                        .command("testbed"))
                .startsWith(HERE + "/bin/java")
                .containsSubsequence("-cp", "a.jar:b.jar", "org.tokentwin.emulator.cli.EmulatorCommand", "testbed");
    }

    @Test
    void emulatorOnTheTestsClassPath_countsBeforeThatOnThePath() throws IOException {
        launcher();
        properties.setProperty("java.class.path", "tests.jar");

        assertThat(program(Map.of("PATH", directory.toString())).command("testbed"))
                .containsSubsequence("-cp", "tests.jar", "org.tokentwin.emulator.cli.EmulatorCommand", "testbed");
    }

    @Test
    void oldJava_isNotTaken() throws IOException {
        Path old = Files.createDirectories(directory.resolve("old"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");

        assertThatThrownBy(() -> new Jdk(Map.of("TOKENTWIN_JAVA_HOME", old.toString())).java())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is no Java 25 or newer");
        assertThat(new Jdk(Map.of("JAVA_HOME", old.toString())).java()).isEqualTo(Path.of(HERE, "bin", "java"));
    }
}
