package org.tokentwin.emulator.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.trace.Trace.Listening;
import org.tokentwin.emulator.trace.WaitingEvents;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --trace}: a transcript in a file. */
final class TraceFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "Append each call, and what it makes the card do, to FILE; lengths only of PINs, keys and data.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Writes until it is closed, where the option was given. */
    Listening begin(Emulator emulator) {
        return Optional.ofNullable(file)
                .map(given -> begin(given, emulator, EmulatorCommand.notices(Objects.requireNonNull(command))))
                .orElse(() -> {});
    }

    /**
     * Appends a transcript to a file that only its owner reads, until it is closed. What a call caused is in the file when the call returns. A pipe is
     * written in the background: calls do not wait for who reads it: what that one is too slow to take is left out, and counted.
     *
     * @param notices receives a line if it cannot be written
     */
    static Listening begin(Path file, Emulator emulator, Consumer<String> notices) {
        return isPipe(file) ? intoPipe(file, emulator, notices) : intoFile(file, emulator, notices);
    }

    private static Listening intoFile(Path file, Emulator emulator, Consumer<String> notices) {
        FileOutputStream out = open(file);
        AtomicBoolean failed = new AtomicBoolean();
        Listening listening = emulator.trace(event -> {
            try {
                if (!failed.get()) {
                    write(out, TraceForm.text(event));
                }
            } catch (IOException e) {
                if (!failed.getAndSet(true)) {
                    notices.accept(unwritable(file, e));
                }
            }
        });
        return () -> {
            listening.close();
            close(out);
        };
    }

    /** Where nobody reads a pipe, opening it waits too. */
    private static Listening intoPipe(Path file, Emulator emulator, Consumer<String> notices) {
        WaitingEvents waiting = new WaitingEvents();
        Thread writer = Thread.ofPlatform().daemon().name("transcript").start(() -> {
            try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
                for (List<WaitingEvents.Next> some = waiting.take(); !some.isEmpty(); some = waiting.take()) {
                    for (WaitingEvents.Next next : some) {
                        write(out, next);
                    }
                }
            } catch (IOException e) {
                waiting.close();
                notices.accept(unwritable(file, e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Listening listening = emulator.trace(waiting::offer);
        return () -> {
            listening.close();
            waiting.close();
            await(writer);
        };
    }

    private static void write(FileOutputStream out, WaitingEvents.Next next) throws IOException {
        if (next.leftOutBefore() > 0) {
            write(out, "(" + next.leftOutBefore() + " left out: the reader was too slow)\n");
        }
        write(out, TraceForm.text(next.event()));
    }

    private static void write(FileOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8)); // in one piece, so that two events at a time stay apart
    }

    private static void close(FileOutputStream out) {
        try {
            out.close();
        } catch (IOException e) {
            throw CommandException.failure(
                    "the transcript cannot be written: " + e.getMessage(), "Name another file to --trace.");
        }
    }

    private static String unwritable(Path file, IOException e) {
        return "the transcript " + file + " cannot be written, and ends here: " + e.getMessage();
    }

    private static void await(Thread writer) {
        try {
            if (!writer.join(LONGEST_END)) {
                writer.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isPipe(Path file) {
        try {
            boolean other =
                    Files.readAttributes(file, BasicFileAttributes.class).isOther();
            return other && !file.startsWith("/dev");
        } catch (IOException e) {
            return false; // there is none yet
        }
    }

    private static FileOutputStream open(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            if (Files.isRegularFile(file)) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
            return new FileOutputStream(file.toFile(), true);
        } catch (IOException e) {
            throw CommandException.failure(
                    "the transcript " + file + " cannot be written: " + e.getMessage(),
                    "Name another file to --trace.");
        }
    }
}
