package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code client ask} says where nobody can be asked: its status is neither that of a PIN nor that of a user who does not want to. */
class AskCommandTest {
    @Test
    void startedByHand_exitsWith2AndSaysWhoStartsIt() {
        CommandRun.Result result = CommandRun.onNothing().run("ask");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--ask window").doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FOR, to-dance", "FOR, ''", "TRIES_LEFT, many", "TRIES_LEFT, -1", "MIN_LENGTH, ''"})
    void questionThatIsNone_exitsWith2(String variable, String value) {
        CommandRun.Result result =
                told().with("TOKENTWIN_ASK_" + variable, value).run("ask");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Djava.awt.headless=true",
                "--limit-modules=java.base,java.management,java.naming,java.net.http,java.sql"
            })
    void withoutADisplayOrARuntimeForWindows_exitsWith2(String option) throws IOException, InterruptedException {
        ProcessBuilder client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClientCommand.class.getName(),
                        "ask")
                .redirectErrorStream(true);
        client.environment().put("TOKENTWIN_ASK_FOR", "login");
        client.environment().put("TOKENTWIN_ASK_TRIES_LEFT", "15");
        client.environment().put("TOKENTWIN_ASK_TRIES_AT_MOST", "15");
        client.environment().put("TOKENTWIN_ASK_MIN_LENGTH", "8");
        client.environment().put("TOKENTWIN_ASK_MAX_LENGTH", "20");
        Process started = client.start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(started.waitFor()).as(said).isEqualTo(2);
        assertThat(said)
                .containsAnyOf("there is no display", "this Java runtime has no windows")
                .contains("--ask terminal");
    }

    private static CommandRun told() {
        return CommandRun.onNothing()
                .with("TOKENTWIN_ASK_FOR", "login")
                .with("TOKENTWIN_ASK_TRIES_LEFT", "15")
                .with("TOKENTWIN_ASK_TRIES_AT_MOST", "15")
                .with("TOKENTWIN_ASK_MIN_LENGTH", "8")
                .with("TOKENTWIN_ASK_MAX_LENGTH", "20");
    }
}
