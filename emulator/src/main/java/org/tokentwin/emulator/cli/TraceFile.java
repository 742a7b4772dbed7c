package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.trace.Trace.Listening;
import picocli.CommandLine.Option;

/** {@code --trace}: a transcript in a file. */
final class TraceFile {
    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "Append each call, and what it makes the card do, to FILE; lengths only of PINs, keys and data.")
    private @Nullable Path file;

    /** Writes until it is closed, where the option was given. */
    Listening begin(Emulator emulator) {
        return Optional.ofNullable(file).map(given -> begin(given, emulator)).orElse(() -> {});
    }

    /** Appends a transcript to a file that only its owner reads, until it is closed. */
    static Listening begin(Path file, Emulator emulator) {
        PrintWriter out = new PrintWriter(Channels.newWriter(open(file), StandardCharsets.UTF_8));
        Listening listening = emulator.trace(event -> {
            synchronized (out) {
                out.print(TraceForm.text(event));
                out.flush();
            }
        });
        return () -> {
            listening.close();
            out.close();
        };
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw CommandException.failure(
                    "the transcript " + file + " cannot be written: " + e.getMessage(),
                    "Name another file to --trace.");
        }
    }
}
