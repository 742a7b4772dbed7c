package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path directory;

    @Test
    void noModule_saysHowToNameOne() {
        CommandRun.Result result = CommandRun.onNothing().run("doctor");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .contains("problem Module: none is named")
                .contains("next: Give its path with --module or in PKCS11_MODULE_PATH.");
    }

    @Test
    void missingModule_isTheProblem() {
        CommandRun.Result result =
                CommandRun.on(directory.resolve("missing.so")).run("doctor");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("problem Module: there is no file");
    }

    @Test
    void fileThatIsNoLibrary_isTheProblem() throws IOException {
        Path text = Files.writeString(directory.resolve("p11.conf"), "x".repeat(100));

        CommandRun.Result result = CommandRun.on(text).run("doctor");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("is no shared library");
    }

    @Test
    void libraryThatIsNoModule_isTheProblem() {
        Path zip = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip"));

        CommandRun.Result result = CommandRun.on(zip).run("doctor");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("ok      Module:").contains("problem Loading:");
    }

    @Test
    void p11KitWithoutItsServer_isToldBeforeLoading() throws IOException {
        Path zip = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip"));
        Path client = Files.copy(zip, directory.resolve("p11-kit-client.so"));

        assertThat(CommandRun.on(client).run("doctor").out()).contains("P11_KIT_SERVER_ADDRESS is not set");
        assertThat(CommandRun.on(client)
                        .with("P11_KIT_SERVER_ADDRESS", "unix:path=" + directory.resolve("gone"))
                        .run("doctor")
                        .out())
                .contains("there is no socket at");
    }

    @Test
    void json_hasTheSameFindings() {
        CommandRun.Result result = CommandRun.onNothing().run("doctor", "--output", "json");

        assertThat(result.out()).contains("\"state\" : \"PROBLEM\"").contains("\"moduleWorks\" : false");
    }
}
