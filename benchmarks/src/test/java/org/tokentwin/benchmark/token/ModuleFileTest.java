package org.tokentwin.benchmark.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleFileTest {
    static boolean isInstalled(String relative) {
        try {
            ModuleFile.of(Optional.empty(), "a package", relative);
            return true;
        } catch (PreparationException e) {
            return false;
        }
    }

    @Test
    void namedFile_isTaken(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("module.so"));

        assertThat(ModuleFile.of(Optional.of(file), "a-package", "none.so")).isEqualTo(file);
    }

    @Test
    void missingFile_tellsThePackage(@TempDir Path directory) {
        assertThatThrownBy(() -> ModuleFile.of(Optional.of(directory.resolve("x.so")), "a-package", "none.so"))
                .isInstanceOfSatisfying(
                        PreparationException.class, e -> assertThat(e.advice()).contains("a-package"));
    }
}
