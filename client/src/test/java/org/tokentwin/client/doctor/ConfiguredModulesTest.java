package org.tokentwin.client.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules of p11-kit's configuration. */
class ConfiguredModulesTest {
    @TempDir
    private Path directory;

    private Path libraries;
    private Path own;
    private Path system;

    @BeforeEach
    void directories() throws IOException {
        libraries = Files.createDirectory(directory.resolve("libraries"));
        own = Files.createDirectory(directory.resolve("own"));
        system = Files.createDirectory(directory.resolve("system"));
    }

    @Test
    void moduleWithADirectory_isTakenAsItIsNamed() throws IOException {
        Path module = Files.createFile(directory.resolve("libsofthsm2.so"));
        Files.writeString(system.resolve("softhsm2.module"), "# SoftHSM\n\nmodule: " + module + "\n");

        assertThat(found()).containsExactly(module);
    }

    @Test
    void moduleWithoutADirectory_liesWhereModulesLie() throws IOException {
        Path module = Files.createFile(libraries.resolve("opensc-pkcs11.so"));
        Files.writeString(system.resolve("opensc.module"), "module:opensc-pkcs11.so");

        assertThat(found()).containsExactly(module);
    }

    @Test
    void usersOwn_comesFirst() throws IOException {
        Path first = Files.createFile(libraries.resolve("own.so"));
        Path second = Files.createFile(libraries.resolve("system.so"));
        Files.writeString(own.resolve("z.module"), "module: own.so");
        Files.writeString(system.resolve("a.module"), "module: system.so");

        assertThat(found()).containsExactly(first, second);
    }

    @Test
    void certificatesToTrust_areNoToken() throws IOException {
        Files.createFile(libraries.resolve("p11-kit-trust.so"));
        Files.writeString(system.resolve("trust.module"), "module: p11-kit-trust.so\npriority: 1\ntrust-policy: yes\n");

        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "module:",
                "module: missing.so",
                "module: /nowhere/missing.so",
                "remote: unix:path=/x",
                "module: \0"
            })
    void fileThatNamesNoModule_isPassedOver(String text) throws IOException {
        Files.writeString(system.resolve("broken.module"), text);

        assertThat(found()).isEmpty();
    }

    @Test
    void fileThatIsNoText_isPassedOver() throws IOException {
        Files.write(system.resolve("binary.module"), new byte[] {(byte) 0xC3, 0x28, '\n'});
        Files.write(system.resolve("large.module"), new byte[1 << 20]);
        Files.createDirectory(system.resolve("directory.module"));

        assertThat(found()).isEmpty();
    }

    private List<Path> found() {
        return new ConfiguredModules(List.of(own, system, directory.resolve("absent")), List.of(libraries)).modules();
    }
}
