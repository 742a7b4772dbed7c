package org.tokentwin.emulator.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One process has a kept token at a time; the lock's file says which. It ends with its process, however that ends. */
final class TokenLock implements AutoCloseable {
    private static final int LONGEST_OWNER = 64;

    /** What this process has. A second channel to such a file would give the lock up when it closes, since POSIX locks are the process's. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private TokenLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @param file in a directory that is there; a link is refused
     * @param name the token's, for the message
     * @throws StoreException when another process, or this one, has the token, or it is being deleted
     */
    static TokenLock take(Path file, String name) {
        try {
            Path real = Objects.requireNonNull(file.toAbsolutePath().getParent())
                    .toRealPath()
                    .resolve(file.getFileName());
            if (!HELD.add(real)) {
                throw new StoreException("The token " + name + " is in use in this process already");
            }
            return locked(real, name);
        } catch (IOException e) {
            throw new StoreException("The lock " + file + " cannot be taken: " + e.getMessage(), e);
        }
    }

    private static TokenLock locked(Path file, String name) throws IOException {
        @Nullable FileChannel channel = null;
        boolean taken = false;
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                OwnerOnly.open(file).close();
            }
            Object key = key(file);
            channel = OwnerOnly.open(file);
            if (channel.tryLock() == null) {
                throw new StoreException(
                        "The token " + name + " is in use by process " + owner(channel) + ": stop that one first");
            }
            if (!key(file).equals(key)) {
                throw new StoreException("The token " + name + " was deleted just now");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            taken = true;
            return new TokenLock(file, channel);
        } finally {
            if (!taken) {
                HELD.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** Tells one file from another that has its name later. */
    private static Object key(Path file) throws IOException {
        return Objects.requireNonNull(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey());
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(LONGEST_OWNER);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.UTF_8).replaceAll("\\D", "");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("The lock cannot be given back: " + e.getMessage(), e);
        } finally {
            HELD.remove(file);
        }
    }
}
