package org.tokentwin.emulator.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.scratch.ScratchDirectory;

/** A copy of the shim in its own directory, which only the user may enter. Deleted on close, at the latest when the JVM ends, or, where it was killed, by the next one. */
final class ShimFile implements AutoCloseable {
    private static final String PREFIX = "tokentwin-library-";

    private static final Set<ShimFile> PRESENT = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> PRESENT.forEach(ShimFile::close), "tokentwin-shim-files"));
    }

    private final ScratchDirectory directory;
    private final Path file;

    private ShimFile(ScratchDirectory directory, Path file) {
        this.directory = directory;
        this.file = file;
    }

    /**
     * @throws UnsupportedOperationException as {@link ShimLibrary#bytes}
     * @throws UncheckedIOException when the shim cannot be read or written
     */
    static ShimFile copy(ShimLibrary shim, Version version) {
        byte[] bytes = shim.bytes(version);
        try {
            ScratchDirectory directory = ScratchDirectory.create(PREFIX);
            ShimFile copy = new ShimFile(directory, directory.path().resolve(shim.fileName()));
            PRESENT.add(copy);
            Files.write(copy.file, bytes);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("the PKCS#11 shim cannot be written: " + e.getMessage(), e);
        }
    }

    Path path() {
        return file;
    }

    /** Deletes file and directory. A library that is loaded stays so; where the platform then keeps the file, it stays behind. */
    @Override
    public void close() {
        try {
            directory.close();
            PRESENT.remove(this);
        } catch (IOException _) { // Windows keeps the file of a loaded library; the exit hook tries again
        }
    }
}
