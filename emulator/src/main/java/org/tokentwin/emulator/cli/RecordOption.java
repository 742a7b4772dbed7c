package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.recording.RecordingFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --record}: the calls in a file, to be replayed. */
final class RecordOption {
    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Write each call with its arguments and results to FILE, a new one, for 'replay'; PINs and keys are left out, data "
                            + "is not.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** A recording that is being written, where one was asked for. */
    record Begun(Optional<RecordingFile> file) implements AutoCloseable {
        /** What a running server can be asked to do with it. */
        List<Verb> verbs() {
            return file.<List<Verb>>map(each -> List.of(new RecordingVerb(each.path())))
                    .orElse(List.of());
        }

        @Override
        public void close() {
            file.ifPresent(RecordingFile::close);
        }
    }

    /** @throws ParameterException when calls are to be recorded that come by p11-kit's client, which does not pass them on as they are */
    void requireOwnLibrary(LibraryOption library) {
        if (file != null && library.isP11Kit()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--record takes the calls of TokenTwin's own library, and so goes without --p11-kit");
        }
    }

    /** @throws CommandException when the file is there already, or cannot be made */
    Begun begin() {
        Path given = file;
        if (given == null) {
            return new Begun(Optional.empty());
        }
        try {
            return new Begun(Optional.of(RecordingFile.create(given, EmulatorCommand.notices(command))));
        } catch (FileAlreadyExistsException e) {
            throw CommandException.failure(
                    "there is a file " + given + " already, and no recording is overwritten",
                    "Name a new file to --record.");
        } catch (IOException e) {
            throw CommandException.failure(
                    "the recording " + given + " cannot be written: " + e.getMessage(),
                    "Name another file to --record.");
        }
    }
}
