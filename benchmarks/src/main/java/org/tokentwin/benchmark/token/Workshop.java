package org.tokentwin.benchmark.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for what is made for one run: tokens of the peers, sockets, descriptions. Only its owner may enter, and closing removes it. */
public final class Workshop implements AutoCloseable {
    private final Path directory;
    private final Path contents;

    private Workshop(Path directory, Path contents) {
        this.directory = directory;
        this.contents = contents;
    }

    /** Makes the directory, and in it the keys and certificates that every disposable token of the run gets. */
    public static Workshop open() throws IOException {
        Path directory = Files.createTempDirectory("tokentwin-benchmark"); // mode 0700
        Path contents = directory.resolve("contents.p12");
        TokenContents.generate().write(contents);
        return new Workshop(directory, contents);
    }

    public Path directory() {
        return directory;
    }

    /** The file with the keys and certificates. */
    Path contents() {
        return contents;
    }

    /** A separate directory for a target, open to its owner only. */
    Path directoryOf(String target) throws PreparationException {
        try {
            return Files.createDirectory(
                    directory.resolve(target),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new PreparationException(
                    "the directory " + directory.resolve(target) + " cannot be made", "Look at the disk.");
        }
    }

    static void write(Path file, String text) throws PreparationException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new PreparationException("the file " + file + " cannot be written", "Look at the disk.");
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
