package org.tokentwin.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The emulator and the client share no module in which picocli may be seen: the one depends on nothing of the other, and what both depend on is
 * the standard alone. What both command lines need stands in each, and is the same.
 */
class SaidTwiceTest {
    @ParameterizedTest
    @ValueSource(strings = {"ProgramOptions", "UsageMessage", "Utf8Output"})
    void classOfBothCommandLines_isTheSame(String name) throws IOException {
        assertThat(lines("src/main/java/org/tokentwin/client/cli", name))
                .hasSizeGreaterThan(20)
                .isEqualTo(lines("../emulator/src/main/java/org/tokentwin/emulator/cli", name));
    }

    /** What is printed of the version, but for what each computes with. */
    @Test
    void versionOfBothCommandLines_isReadAlike() throws IOException {
        assertThat(version("src/main/java/org/tokentwin/client/cli"))
                .hasSizeGreaterThan(20)
                .anyMatch(line -> line.contains("TokenTwin-Commit"))
                .isEqualTo(version("../emulator/src/main/java/org/tokentwin/emulator/cli"));
    }

    private static List<String> version(String directory) throws IOException {
        return lines(directory, "ProgramVersion").stream()
                .filter(line -> !line.startsWith("import org.")
                        && !line.startsWith("/** ")
                        && !line.contains("\"Cryptography: "))
                .map(line -> line.replaceFirst("^( *)private ", "$1"))
                .toList();
    }

    /** But for the package, and who may see it. */
    private static List<String> lines(String directory, String name) throws IOException {
        return Files.readAllLines(Path.of(directory, name + ".java")).stream()
                .filter(line -> !line.startsWith("package "))
                .map(line -> line.replaceFirst("^( *)public ", "$1"))
                .toList();
    }
}
