package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command {@code tokentwin} for a script's PATH, of which {@code tokentwin emulator} is there: this build's, without the launcher. */
final class TokentwinOnPath {
    private TokentwinOnPath() {}

    /** Makes it, and returns the directory that it is in. */
    static Path in(Path directory) throws IOException {
        Path command = Files.writeString(
                Files.createDirectories(directory.resolve("bin")).resolve("tokentwin"),
                "#!/bin/sh\nshift\nexec '%s' -cp '%s' %s \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                EmulatorCommand.class.getName()));
        assertThat(command.toFile().setExecutable(true)).isTrue();
        return directory.resolve("bin");
    }
}
