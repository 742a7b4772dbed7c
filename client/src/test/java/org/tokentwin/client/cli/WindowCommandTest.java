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
        Process client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClientCommand.class.getName(),
                        "window")
                .redirectErrorStream(true)
                .start();
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(client.waitFor()).isEqualTo(1);
        assertThat(said).contains("there is no display for a window").contains("DISPLAY");
    }
}
