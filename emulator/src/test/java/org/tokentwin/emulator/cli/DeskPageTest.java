package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of {@code docs/desk.md} that need no browser. */
class DeskPageTest {
    private static final Pattern CURL = Pattern.compile("```sh\n(desk=(?s:.*?))```\n");
    private static final Pattern PICTURE = Pattern.compile("\\(desk/(\\w+\\.png)\\)");

    @TempDir
    private Path directory;

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "desk.md"));
    }

    @Test
    void picturesOfThePage_areThere() throws IOException {
        Matcher picture = PICTURE.matcher(page());
        int pictures = 0;
        while (picture.find()) {
            assertThat(Path.of("..", "docs", "desk", picture.group(1))).isNotEmptyFile();
            pictures++;
        }
        assertThat(pictures).isGreaterThanOrEqualTo(3);
    }

    @Test
    @Tag("devices")
    void curlExamples_doWhatThePageDoes() throws Exception {
        ExamplePackage.CURL.require();
        assertThat(CommandRun.in(directory).run("create", "chan", "--test-key").status())
                .isZero();
        Serving serving = Serving.start(CommandRun.in(directory), "serve", "--desk", "--authority-url", "none");
        String link = CommandRun.in(directory).run("desk").out().strip();
        Matcher curl = CURL.matcher(page());
        assertThat(curl.find()).isTrue();

        String output = shell("link='" + link + "'\n" + curl.group(1));

        assertThat(output.lines().limit(4))
                .satisfiesExactly(
                        status -> assertThat(status).startsWith("{\"answer\":{\"process\":"),
                        removed -> assertThat(removed).matches("\\{\"answer\":\\{\"token\":\"chan\",.*\"slot\":0}}"),
                        inserted -> assertThat(inserted).matches("\\{\"answer\":\\{\"token\":\"chan\",.*\"slot\":1}}"),
                        tries -> assertThat(tries).contains("\"triesLeft\":15"));
        assertThat(output).contains("\"openapi\": \"3.1.0\"", "data: [{\"event\":null,\"leftOut\":0}]");
        serving.stop();
    }

    private String shell(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
