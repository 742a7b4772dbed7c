package org.tokentwin.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a token to one run at a time, by a file next to its PIN record. The process that talks to the token holds a lock on it until it ends,
 * whichever way: the operating system frees it. In the file is which run that process belongs to, since a run has several, one after the
 * other, and keeps the token between them.
 */
final class TokenLock {
    private static final Map<Path, FileLock> HELD = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final long POLL_MILLIS = 50;
    private static final int LONGEST = 64;

    private TokenLock() {}

    /**
     * Takes the lock, unless this process has it already. A process that is about to end is given some seconds.
     *
     * @param directory of the PIN record
     * @param run the process id of the run that this process is part of; empty where it is the run
     * @throws NoTokenException when another run has the token
     */
    static void take(Path directory, String serial, OptionalLong run) {
        Path file = directory
                .resolve("lock-of-" + fileNameOf(serial))
                .toAbsolutePath()
                .normalize();
        ProcessHandle own = run.stream()
                .boxed()
                .flatMap(id -> ProcessHandle.of(id).stream())
                .findFirst()
                .orElseGet(ProcessHandle::current);
        HELD.computeIfAbsent(file, any -> await(file, own));
    }

    /** Gives the locks in a directory to the next process of this run. Other runs see this one's name in the file, and do not take them. */
    static void lend(Path directory) {
        HELD.entrySet().removeIf(held -> {
            boolean there =
                    directory.toAbsolutePath().normalize().equals(held.getKey().getParent());
            if (there) {
                close(held.getValue());
            }
            return there;
        });
    }

    private static void close(FileLock lock) {
        try {
            lock.channel().close();
        } catch (IOException e) {
            // openCryptoki for one closes descriptors that are not its own: then the lock is free already
        }
    }

    private static FileLock await(Path file, ProcessHandle run) {
        try {
            Files.createDirectories(file.getParent(), PinRecord.ownerOnly("rwx------"));
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            long begin = System.nanoTime();
            FileLock lock = channel.tryLock();
            while (lock == null && System.nanoTime() - begin < PATIENCE.toNanos()) {
                Thread.sleep(POLL_MILLIS);
                lock = channel.tryLock();
            }
            if (lock == null || isOfAnother(channel, run)) {
                channel.close();
                throw new NoTokenException(
                        "Another run is using this token (" + file + "): wait until it has ended, and start again");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(name(run).getBytes(StandardCharsets.UTF_8)), 0);
            return lock;
        } catch (IOException e) {
            throw new NoTokenException("The file " + file + " cannot be locked: see --pin-record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoTokenException("Interrupted while waiting for another run", e);
        }
    }

    /** Whether the run that had the lock last still lives, and is another. */
    private static boolean isOfAnother(FileChannel channel, ProcessHandle run) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST);
        channel.read(text, 0);
        String last = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
        int blank = last.indexOf(' ');
        if (!last.matches("\\d{1,18} \\d{1,18}") || last.equals(name(run))) {
            return false;
        }
        Optional<ProcessHandle> alive = ProcessHandle.of(Long.parseLong(last.substring(0, blank)));
        return alive.filter(ProcessHandle::isAlive)
                .filter(each -> name(each).equals(last))
                .isPresent();
    }

    /** A process id is given again; together with the time of the start it is not. */
    private static String name(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** A serial number as part of a file's name. */
    static String fileNameOf(String serial) {
        return serial.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
