package org.tokentwin.client.scratch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * A temporary directory that names the process that made it, with files only. One of a process that is certainly dead is deleted when the next of its
 * name is made; somebody else's stays, and so does one that is not certainly such.
 */
public final class ScratchDirectory implements AutoCloseable {
    static final String MARK = "process";

    /** Processes of another namespace, as of a container that has the same temporary directory, are not seen here. */
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    private static final int MARK_LIMIT = 200;

    /** Setting the machine's clock moves the start that is read of a process that goes on. */
    private static final long CLOCK_STEP_MILLIS = 60_000;

    private final Path directory;

    private ScratchDirectory(Path directory) {
        this.directory = directory;
    }

    /** Makes one that is its owner's alone. */
    public static ScratchDirectory create(String prefix) throws IOException {
        Path directory = Files.createTempDirectory(prefix);
        ProcessHandle self = ProcessHandle.current();
        Files.writeString(directory.resolve(MARK), self.pid() + "\n" + started(self) + "\n" + namespace() + "\n");
        clearBeside(directory, prefix);
        return new ScratchDirectory(directory);
    }

    public Path path() {
        return directory;
    }

    /** What cannot be deleted stays: who begins does not need it. */
    private static void clearBeside(Path directory, String prefix) {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(directory.resolveSibling(""), prefix + "*")) {
            PosixFileAttributes own = attributes(directory);
            for (Path other : others) {
                clear(other, own);
            }
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException _) {
            // the next one tries again
        }
    }

    private static void clear(Path other, PosixFileAttributes own) {
        try {
            PosixFileAttributes attributes = attributes(other);
            boolean isOwners = attributes.isDirectory()
                    && attributes.owner().equals(own.owner())
                    && attributes.permissions().equals(PosixFilePermissions.fromString("rwx------"));
            if (isOwners && isDead(other.resolve(MARK))) {
                delete(other);
            }
        } catch (IOException _) {
            // another one was faster, or it was not to be read
        }
    }

    private static PosixFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isDead(Path mark) throws IOException {
        if (!attributes(mark).isRegularFile()) {
            return false;
        }
        List<String> lines;
        try (InputStream in = Files.newInputStream(mark, LinkOption.NOFOLLOW_LINKS)) {
            lines = new String(in.readNBytes(MARK_LIMIT), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        try {
            return lines.size() == 3
                    && lines.get(2).equals(namespace())
                    && isDead(Long.parseLong(lines.get(0)), Long.parseLong(lines.get(1)));
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /** A process that started at another time only has the dead one's number. One whose start is not known may be the same. */
    private static boolean isDead(long pid, long start) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return true;
        }
        long found = started(process.get());
        return start > 0 && found > 0 && Math.abs(found - start) > CLOCK_STEP_MILLIS;
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
    }

    private static String namespace() throws IOException {
        return Files.isSymbolicLink(NAMESPACE)
                ? Files.readSymbolicLink(NAMESPACE).toString()
                : "none";
    }

    /** Deletes such a directory with its files, as far as they are there. Links are deleted, not followed. */
    public static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException _) {
            return; // somebody was faster
        }
        Files.deleteIfExists(directory);
    }

    @Override
    public void close() throws IOException {
        delete(directory);
    }
}
