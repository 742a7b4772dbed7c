package org.tokentwin.emulator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A card's memory in a file: the old or the new one, never something between. The one before is kept next to it. */
final class ImageFile {
    private final Path file;
    private final String serial;
    private final Path previous;

    /** @param serial of the token whose card it is; an image that says another is refused */
    ImageFile(Path file, String serial) {
        this.file = file;
        this.serial = serial;
        this.previous = file.resolveSibling(file.getFileName() + ".previous");
    }

    /** @throws StoreException when there is none, it is damaged, of a later version or another token's; the message says what to do */
    byte[] read() {
        return stored().memory();
    }

    /**
     * Reads the image, and puts one of an earlier version on the disk in the present one. The earlier one stays next to it under the name of
     * its version, for an earlier TokenTwin.
     *
     * @throws StoreException as {@link #read}, or when it cannot be written
     */
    byte[] readUpgraded() {
        StoredImage stored = stored();
        if (stored.version() < ImageFormat.VERSION) {
            try {
                keepAs(file.resolveSibling(file.getFileName() + ".version-" + stored.version()));
            } catch (IOException e) {
                throw new StoreException("The card image " + file + " cannot be kept: " + e.getMessage(), e);
            }
            write(stored.memory());
        }
        return stored.memory();
    }

    private StoredImage stored() {
        try {
            StoredImage stored = ImageFormat.decode(Files.readAllBytes(file));
            requireOfThisToken(stored);
            return stored;
        } catch (NoSuchFileException e) {
            throw new StoreException("There is no card image " + file, e);
        } catch (IOException e) {
            throw new StoreException("The card image " + file + " cannot be read: " + e.getMessage(), e);
        } catch (LaterVersionException e) {
            throw new StoreException(
                    "The card image " + file + " " + e.getMessage()
                            + ". A later TokenTwin has written it: use that one, or restore a snapshot from before",
                    e);
        } catch (StoreException e) {
            throw new StoreException("The card image " + file + " " + e.getMessage() + ". " + advice(), e);
        }
    }

    private void requireOfThisToken(StoredImage stored) {
        stored.serial().filter(other -> !other.equals(serial)).ifPresent(other -> {
            throw new StoreException("is the token " + other + "'s, and this token is " + serial);
        });
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
        write(memory, true);
    }

    /**
     * The same for a command that has written before: the image from before the command stays as the previous one.
     *
     * @throws StoreException as {@link #write}
     */
    void writeAgain(byte[] memory) {
        write(memory, false);
    }

    private void write(byte[] memory, boolean keepPrevious) {
        try {
            Path next = OwnerOnly.writeBeside(file, ImageFormat.encode(serial, memory));
            if (keepPrevious && Files.exists(file)) {
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
        keepAs(next);
        Files.move(next, previous, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Gives the file's content a second name, in place of what had that name. */
    private void keepAs(Path name) throws IOException {
        Files.deleteIfExists(name);
        try {
            Files.createLink(name, file);
        } catch (UnsupportedOperationException e) {
            Files.copy(file, name, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
