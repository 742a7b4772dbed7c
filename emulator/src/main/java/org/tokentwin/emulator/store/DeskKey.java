package org.tokentwin.emulator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The key of a home's desk, by which a browser that was let in stays so when the server is restarted. */
public final class DeskKey {
    private static final String FILE = "desk.key";

    private DeskKey() {}

    /**
     * The key that is kept, made if there is none of this length.
     *
     * @throws StoreException when it cannot be written
     */
    public static byte[] of(TokenHome home, Supplier<byte[]> maker) {
        Path file = home.directory().resolve(FILE);
        byte[] fresh = maker.get();
        try {
            byte[] kept = read(file);
            if (kept.length == fresh.length) {
                return kept;
            }
            OwnerOnly.createDirectories(home.directory());
            OwnerOnly.replace(file, fresh);
            return fresh;
        } catch (IOException e) {
            throw new StoreException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.size(file) > 1024 ? new byte[0] : Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }
}
