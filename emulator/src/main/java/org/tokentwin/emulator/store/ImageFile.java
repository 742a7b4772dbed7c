package org.tokentwin.emulator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A card's memory in a file: the old or the new one, never something between. The one before is kept beside it. */
final class ImageFile {
    private final Path file;
    private final Path previous;

    ImageFile(Path file) {
        this.file = file;
        this.previous = file.resolveSibling(file.getFileName() + ".previous");
    }

    /** @throws StoreException when there is none, or it is damaged; the message says what to do */
    byte[] read() {
        try {
            return ImageFormat.decode(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new StoreException("There is no card image " + file, e);
        } catch (IOException e) {
            throw new StoreException("The card image " + file + " cannot be read: " + e.getMessage(), e);
        } catch (StoreException e) {
            throw new StoreException("The card image " + file + " " + e.getMessage() + ". " + advice(), e);
        }
    }

    private String advice() {
        return Files.exists(previous)
                ? "The one before it is " + previous + ": move it into its place, or restore a snapshot"
                : "Restore a snapshot, or delete the token and create it anew";
    }

    /**
     * On the disk when it returns.
     *
     * @throws StoreException when it cannot be written; the old memory then stands
     */
    void write(byte[] memory) {
        try {
            Path next = OwnerOnly.writeBeside(file, ImageFormat.encode(memory));
            if (Files.exists(file)) {
                keepAsPrevious();
            }
            OwnerOnly.putInPlace(next, file);
        } catch (IOException e) {
            throw new StoreException("The card image " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** There is a previous one at every moment, once there was one. */
    private void keepAsPrevious() throws IOException {
        Path next = previous.resolveSibling(previous.getFileName() + ".next");
        Files.deleteIfExists(next);
        try {
            Files.createLink(next, file);
        } catch (UnsupportedOperationException e) {
            Files.copy(file, next, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.move(next, previous, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
