package org.tokentwin.emulator.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** The question on a terminal, which {@code script} makes here: what is typed is not shown, and the terminal is left as it was. */
class TerminalQuestionTest {
    private static final String QUESTION = "PIN of the token My Token";

    @TempDir
    private Path directory;

    private Path script;
    private @Nullable Process terminal;
    private final StringBuilder shown = new StringBuilder();

    @BeforeEach
    void program() {
        script = RequiredProgram.anyOf("bsdutils", "/usr/bin/script");
    }

    @Test
    void typedPin_isWrittenAndNotShown() throws Exception {
        begin("login");
        answer("PIN: ", "Correct-1\n");

        assertThat(end()).isZero();
        assertThat(entered()).isEqualTo("Correct-1\n");
        assertThat(shown).contains(QUESTION).doesNotContain("Correct");
    }

    @Test
    void change_asksForTheNewPinTwice() throws Exception {
        begin("change");
        answer("Current PIN: ", "Correct-1\n");
        answer("New PIN: ", "Xbcdefg-2\n");
        answer("New PIN again: ", "Xbcdefg-2\n");

        assertThat(end()).isZero();
        assertThat(entered()).isEqualTo("Correct-1\nXbcdefg-2\n");
    }

    @Test
    void newPinThatWasNotTypedTwiceAlike_isNoPin() throws Exception {
        begin("set");
        answer("New PIN: ", "Xbcdefg-2\n");
        answer("New PIN again: ", "Xbcdefg-3\n");

        assertThat(end()).isEqualTo(1);
        assertThat(entered()).isEmpty();
        assertThat(shown).contains("not entered twice alike");
    }

    @Test
    void emptyLine_cancels() throws Exception {
        begin("login");
        answer("PIN: ", "\n");

        assertThat(end()).isEqualTo(1);
        assertThat(entered()).isEmpty();
    }

    @Test
    void endedQuestion_leavesTheTerminalAsItWas() throws Exception {
        begin("login");
        awaitShown("PIN: ");
        long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        ProcessHandle.of(pid).orElseThrow().destroy();

        assertThat(end()).isEqualTo(1);
        assertThat(shown).containsPattern("state:.* echo ").doesNotContain("-echo ");
    }

    private void begin(String purpose) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "-qec", """
                        sh -c 'echo $$ > pid; exec sh -c "$QUESTION_SCRIPT" ask "$QUESTION"' > entered
                        status=$?
                        echo state: $(stty -a)
                        exit $status
                        """, "/dev/null")
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().put("QUESTION", QUESTION);
        builder.environment().put("QUESTION_SCRIPT", TerminalQuestion.command().get(2));
        builder.environment().put("TOKENTWIN_ASK_FOR", purpose);
        terminal = builder.start();
    }

    private Process terminal() {
        return Objects.requireNonNull(terminal);
    }

    private void answer(String question, String line) throws IOException {
        awaitShown(question);
        OutputStream keyboard = terminal().getOutputStream();
        keyboard.write(line.getBytes(StandardCharsets.US_ASCII));
        keyboard.flush();
    }

    /** The question is put after the echo was switched off, so what is typed then is never shown. */
    private void awaitShown(String text) throws IOException {
        InputStream screen = terminal().getInputStream();
        while (shown.indexOf(text) < 0) {
            int next = screen.read();
            assertThat(next).as(shown.toString()).isNotNegative();
            shown.append((char) next);
        }
    }

    private int end() throws IOException, InterruptedException {
        shown.append(new String(terminal().getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        return terminal().waitFor();
    }

    private String entered() throws IOException {
        return Files.readString(directory.resolve("entered"));
    }
}
