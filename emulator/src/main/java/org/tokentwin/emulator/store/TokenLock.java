package org.tokentwin.emulator.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One process has a kept token at a time; the lock's file says which. It ends with its process, however that ends. */
final class TokenLock implements AutoCloseable {
    private static final int LONGEST_OWNER = 64;

    private final FileChannel channel;

    private TokenLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param name the token's, for the message
     * @throws StoreException when another process, or this one, has the token
     */
    static TokenLock take(Path file, String name) {
        try {
            FileChannel channel = OwnerOnly.open(file);
            try {
                return locked(channel, name);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("The lock " + file + " cannot be taken: " + e.getMessage(), e);
        }
    }

    private static TokenLock locked(FileChannel channel, String name) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw new StoreException("The token " + name + " is in use in this process already", e);
        }
        if (lock == null) {
            throw new StoreException(
                    "The token " + name + " is in use by process " + owner(channel) + ": stop that one first");
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return new TokenLock(channel);
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(LONGEST_OWNER);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("The lock cannot be given back: " + e.getMessage(), e);
        }
    }
}
