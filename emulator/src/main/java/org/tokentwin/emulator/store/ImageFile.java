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
            if (Files.exists(file)) {
                Files.deleteIfExists(previous);
                Files.createLink(previous, file);
            }
            OwnerOnly.replace(file, ImageFormat.encode(memory));
        } catch (UnsupportedOperationException e) {
            writeWithoutLinks(memory);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private void writeWithoutLinks(byte[] memory) {
        try {
            Files.copy(file, previous, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            OwnerOnly.replace(file, ImageFormat.encode(memory));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private StoreException cannotWrite(IOException cause) {
        return new StoreException("The card image " + file + " cannot be written: " + cause.getMessage(), cause);
    }
}
