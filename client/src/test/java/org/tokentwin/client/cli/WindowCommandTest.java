package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code client window} says before there is a window. */
class WindowCommandTest {
    @Test
    void languageThatIsNotSpoken_exitsWith2() {
        CommandRun.Result result = CommandRun.onNothing().run("window", "--language", "fr");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("zh-Hant").doesNotContain("\tat ");
    }

    @Test
    void withoutADisplay_exitsWith1AndSaysWhatToDo() throws IOException, InterruptedException {
        String said = window("-Djava.awt.headless=true");

        assertThat(said).contains("there is no display for a window").contains("DISPLAY");
    }

    /** As in the container image, whose runtime is linked so. */
    @Test
    void runtimeWithoutWindows_exitsWith1AndSaysWhatToDo() throws IOException, InterruptedException {
        String said = window("--limit-modules=java.base,java.management,java.naming,java.net.http,java.sql");

        assertThat(said).contains("this Java runtime has no windows").contains("tar.gz");
    }

    /** Has a JVM with this option try to open the window, and fail; returns what it said. */
    private static String window(String option) throws IOException, InterruptedException {
        Process client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClientCommand.class.getName(),
                        "window")
                .redirectErrorStream(true)
                .start();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor()).as(said).isEqualTo(1);
        return said;
    }
}
