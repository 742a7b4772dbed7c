package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.module.SharedLibrary;

class ConfigCommandTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "sunpkcs11, 'library = '",
        "nss, \"-libfile '\"",
        "openssl, 'MODULE_PATH = '",
        "ssh, 'PKCS11Provider '",
        "p11-kit, 'module: '",
    })
    void programThatLoadsAModule_getsTheLibraryAndTheSocket(String program, String before) {
        Result printed = CommandRun.in(directory).run("config", program, "--socket", "/run/a b/s");
        Path module = directory.resolve("lib").resolve(SharedLibrary.fileName());

        assertThat(printed.err()).isEmpty();
        assertThat(printed.status()).isZero();
        assertThat(printed.out())
                .contains(before.replace("\"", "") + module)
                .contains("TOKENTWIN_SOCKET='/run/a b/s'")
                .doesNotContain("${");
    }

    @Test
    void p11KitsClient_isNamedWhereItIsAskedFor() throws IOException {
        Path client = Files.createFile(directory.resolve("p11-kit-client.so"));
        Result printed = CommandRun.in(directory)
                .clientIn(directory)
                .run("config", "ssh", "--p11-kit", "--socket", "/run/a b/s");

        assertThat(printed.out())
                .contains("PKCS11Provider " + client)
                .contains("P11_KIT_SERVER_ADDRESS='unix:path=/run/a%20b/s'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sunpkcs11", "nss", "openssl", "ssh"})
    void withoutP11Kit_thePackagesAreNamed(String program) {
        Result refused = CommandRun.in(directory).run("config", program, "--p11-kit");

        assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(refused.err()).contains("p11-kit-modules", "p11-kit-server", "brew install p11-kit");
    }

    @Test
    void moduleNamedInTheEnvironment_isTaken() throws IOException {
        Path own = Files.createFile(directory.resolve("own.so"));

        Result printed = CommandRun.in(directory)
                .with(Pkcs11KitClient.VARIABLE, own.toString())
                .run("config", "ssh", "--p11-kit");

        assertThat(printed.out()).contains("PKCS11Provider " + own);
    }

    @Test
    void moduleNamedInTheEnvironmentThatIsNotThere_isSaidSo() {
        Result refused = CommandRun.in(directory)
                .clientIn(directory)
                .with(Pkcs11KitClient.VARIABLE, "/no/such.so")
                .run("config", "ssh", "--p11-kit");

        assertThat(refused.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(refused.err()).contains("/no/such.so", Pkcs11KitClient.VARIABLE);
    }

    @Test
    void unknownProgram_isWrongUsage_andTheKnownOnesAreListed() {
        Result refused = CommandRun.in(directory).run("config", "emacs");

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).contains("sunpkcs11", "p11-kit", "nss", "openssl", "ssh");
    }
}
