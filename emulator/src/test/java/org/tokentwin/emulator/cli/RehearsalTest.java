package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.rehearsal.Rehearsal;

/** The program with which an archive of classes is trained: one that stopped half way would leave an archive without what later programs call. */
@Tag("devices")
class RehearsalTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java") + " --enable-native-access=ALL-UNNAMED -cp '"
                    + System.getProperty("java.class.path") + "' " + Rehearsal.class.getName();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"rsa2048", "p256"})
    void program_signsWithTheTokenOfRun(String key) throws IOException {
        Path trace = directory.resolve("trace");

        String output = ProgramRun.in(directory).outputOf(JAVA, "--key=" + key, "--trace=" + trace);

        assertThat(output).isEmpty();
        assertThat(Files.readAllLines(trace))
                .filteredOn(line -> line.contains("C_Sign("))
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.contains("CKR_OK"));
    }

    @Test
    void programOutsideOfRun_saysWhereItBelongs() throws IOException {
        String output = ProgramRun.in(directory).outputOf("unset PKCS11_MODULE_PATH; " + JAVA + " || true");

        assertThat(output).contains("PKCS11_MODULE_PATH is not set. Start this program by 'tokentwin emulator run'.");
    }
}
