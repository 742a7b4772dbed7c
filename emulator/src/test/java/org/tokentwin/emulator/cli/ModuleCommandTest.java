package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.module.SharedLibrary;

class ModuleCommandTest {
    @TempDir
    private Path home;

    @Test
    void path_isThatOfTheLibraryInTheHome() {
        CommandRun.Result result = CommandRun.in(home).run("module", "--path");

        assertThat(result.status()).isZero();
        assertThat(Path.of(result.out().strip()))
                .isEqualTo(home.resolve("lib").resolve(SharedLibrary.fileName()))
                .isNotEmptyFile();
    }

    @Test
    void libraryThatIsThere_staysTheSameFile() throws IOException {
        Path library = Path.of(CommandRun.in(home).run("module", "--path").out().strip());
        Object before = Files.getAttribute(library, "unix:ino");

        CommandRun.in(home).run("module", "--path");

        assertThat(Files.getAttribute(library, "unix:ino")).isEqualTo(before);
    }

    @Test
    void damagedLibrary_isReplaced() throws IOException {
        Path library = Path.of(CommandRun.in(home).run("module", "--path").out().strip());
        byte[] sound = Files.readAllBytes(library);
        Files.writeString(library, "damaged");

        CommandRun.in(home).run("module", "--path");

        assertThat(library).hasBinaryContent(sound);
    }

    @Test
    void installation_hasTheNameThatAProgramInsistsOn() {
        Path directory = home.resolve("usr").resolve("lib");
        CommandRun.Result result =
                CommandRun.in(home).run("module", "--install", directory.toString(), "--name", "libeTPkcs11.so");

        assertThat(result.status()).isZero();
        assertThat(result.out().strip())
                .isEqualTo(directory.resolve("libeTPkcs11.so").toString());
        assertThat(directory.resolve("libeTPkcs11.so")).isNotEmptyFile().isReadable();
    }

    @Test
    void installationForAServer_isBoundToIt() throws IOException {
        CommandRun.Result result = CommandRun.in(home)
                .run("module", "--install", home.toString(), "--name", "bound.so", "--socket", "/run/x");

        assertThat(result.status()).isZero();
        assertThat(Files.readString(home.resolve("bound.so"), StandardCharsets.ISO_8859_1))
                .contains("tokentwin-bound-to:/run/x\0");
    }

    @Test
    void socketWithoutInstallation_isAUsageError() {
        CommandRun.Result result = CommandRun.in(home).run("module", "--path", "--socket", "/run/x");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--name and --socket go with --install");
    }

    @Test
    void nameWithADirectory_isRefused() {
        CommandRun.Result result =
                CommandRun.in(home).run("module", "--install", home.toString(), "--name", "../libeTPkcs11.so");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("--name takes the name of a file");
    }

    @Test
    void directoryThatCannotBe_isOneError() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        CommandRun.Result result = CommandRun.in(home).run("module", "--install", file.toString());

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("cannot be put into").doesNotContain("\tat ");
    }

    @Test
    void neitherPathNorInstallation_isAUsageError() {
        assertThat(CommandRun.in(home).run("module").status()).isEqualTo(2);
    }
}
