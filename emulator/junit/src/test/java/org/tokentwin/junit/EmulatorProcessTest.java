package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmulatorProcessTest {
    /** As when the JVM of the tests ends, or is killed: nobody holds the other end of the pipe any more. */
    @Test
    void endOfStandardInput_endsTheProcessAndItsDirectory() throws Exception {
        Process process = new ProcessBuilder(EmulatorProgram.ofThisJvm().command("testbed", "--until-eof")).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String socket = out.readLine().replaceAll("^export TOKENTWIN_SOCKET='|'$", "");
            Path directory = Path.of(socket).resolveSibling("");
            assertThat(directory).isDirectory();

            process.getOutputStream().close();

            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(directory).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void processThatDoesNotStart_isToldWithWhatItSaid() {
        assertThatThrownBy(() -> new EmulatorProcess(
                        List.of("sh", "-c", "printf 'no \\033[31mroom\\302\\233\\nleft' >&2; exit 1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not start. It said:\nno ?[31mroom?\nleft");
    }

    @Test
    void processThatSaysSomethingElse_isNone() {
        assertThatThrownBy(() -> new EmulatorProcess(List.of("sh", "-c", "echo Usage: tokentwin; exec cat")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not start");
    }

    @Test
    void programThatIsMissing_isSaidSo() {
        assertThatThrownBy(() -> new EmulatorProcess(List.of("/nowhere/tokentwin")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/nowhere/tokentwin");
    }
}
