package org.tokentwin.emulator.turn;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** A file whose lock says whose turn it is. It stays when the turn is over: a lock on a file that is gone would hold nobody back. */
public final class FileTurn {
    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(5);

    /** A file's lock is the process's, so its threads take turns before it. */
    private static final ReentrantLock ONE_THREAD = new ReentrantLock();

    private final Path file;

    /** @param file made if there is none, in a directory that is there; a link is refused */
    public FileTurn(Path file) {
        this.file = file;
    }

    /** What is done in a turn. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does something while nobody else does anything in a turn of this file.
     *
     * @throws IOException when the turn does not come, or from the work
     */
    public <T> T take(Work<T> work) throws IOException {
        ONE_THREAD.lock();
        try (FileChannel channel = FileChannel.open(file, OPTIONS, OWNER_ONLY);
                FileLock _ = lock(channel)) {
            return work.run();
        } finally {
            ONE_THREAD.unlock();
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() > end) {
                throw new IOException("another process has it, and does not let it go");
            }
            sleep();
            lock = channel.tryLock();
        }
        return lock;
    }

    private static void sleep() throws IOException {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the wait for it was interrupted", e);
        }
    }
}
