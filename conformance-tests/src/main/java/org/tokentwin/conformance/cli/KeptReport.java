package org.tokentwin.conformance.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tokentwin.conformance.report.Report;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Files of results that the command line names: a wrong name is reported before anything is run. */
final class KeptReport {
    private KeptReport() {}

    /**
     * Reads results of {@code run --json}.
     *
     * @throws ParameterException when the file cannot be read, or is something else
     */
    static Report read(Path file, CommandSpec command) {
        if (!Files.isReadable(file)) {
            throw usage(
                    command, "There is no readable file " + file + ": it takes what 'conformance run --json' wrote");
        }
        try {
            return Report.read(file);
        } catch (IOException e) {
            throw usage(command, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Sees that results can be written there after a long run.
     *
     * @throws ParameterException when they cannot
     */
    static void requirePlace(Path file, CommandSpec command) {
        Path directory = file.toAbsolutePath().getParent();
        boolean writable = Files.exists(file)
                ? Files.isWritable(file) && !Files.isDirectory(file)
                : directory != null && Files.isDirectory(directory) && Files.isWritable(directory);
        if (!writable) {
            throw usage(command, file + " cannot be written: name a file in a directory that is there");
        }
    }

    private static ParameterException usage(CommandSpec command, String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
