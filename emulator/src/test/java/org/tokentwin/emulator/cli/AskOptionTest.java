package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.cli.CommandRun.Result;

/** {@code --ask}, as far as it goes without a program that asks. */
class AskOptionTest {
    private static final String ASKING = "hongkongpost-ecert-asking";

    @TempDir
    private Path directory;

    @Test
    void tokenThatHasNoSuchPath_isRefused() {
        Result result = run("--ask", "terminal");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--profile " + ASKING).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3601"})
    void timeThatNobodyHas_isRefused(String seconds) {
        Result result = run("--profile", ASKING, "--ask", "terminal", "--ask-seconds", seconds);

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("1 to 3600");
    }

    /** These tests are not started by the launcher, which knows the window. */
    @Test
    void windowThatIsNotThere_isRefusedWhereItIsNamed() {
        Result result = run("--profile", ASKING, "--ask", "window");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("no window can ask", "./tokentwin emulator", "--ask terminal");
    }

    @Test
    void deskThatIsNotThere_isRefused() {
        Result result = run("--profile", ASKING, "--ask", "desk");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--ask desk needs --desk");
    }

    @Test
    void desk_isWhereTheUserIsAsked_withoutTheLauncherToo() {
        Result result = run("--profile", ASKING, "--desk");

        assertThat(result.status()).isZero();
        assertThat(result.err()).startsWith("tokentwin: desk: ").doesNotContain("nobody will be asked");
    }

    @Test
    void windowThatIsNotThere_isSaidWhereItWouldBeTheDefault() {
        Result result = run("--profile", ASKING);

        assertThat(result.status()).isZero();
        assertThat(result.err()).startsWith("tokentwin: nobody will be asked for the PIN");
    }

    private Result run(String... options) {
        String[] whole = new String[options.length + 3];
        whole[0] = "run";
        System.arraycopy(options, 0, whole, 1, options.length);
        whole[options.length + 1] = "--";
        whole[options.length + 2] = "true";
        return CommandRun.in(directory).run(whole);
    }
}
