package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTraceTest {
    @TempDir
    private Path directory;

    /** Logs in, and fails or not. */
    @TokenTwin
    static class Cases {
        @Test
        void fails(Token token) throws Exception {
            logIn(token);
            throw new AssertionError("as wanted");
        }

        @Test
        void passes(Token token) throws Exception {
            logIn(token);
        }

        private static void logIn(Token token) throws Exception {
            KeyStore.getInstance(
                            "PKCS11",
                            Security.getProvider("SunPKCS11")
                                    .configure("--name=" + token.serial() + "\nlibrary=" + token.modulePath()))
                    .load(null, token.pin());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inside", "process"})
    void failedTest_leavesItsTranscript(String place) throws IOException {
        JUnitRun run = JUnitRun.keepingTraces(Cases.class, place, directory);

        assertThat(run.failures()).singleElement().asString().contains("as wanted");
        Path kept = Path.of(run.reported("tokentwin.trace").get(0));
        assertThat(directory).isDirectoryContaining(file -> file.equals(kept));
        assertThat(directory.toFile().list()).hasSize(1);
        assertThat(kept.getFileName().toString()).contains("FailureTraceTest$Cases.fails");
        assertThat(Files.readString(kept)).contains("C_Login(").contains("= CKR_OK");
    }
}
