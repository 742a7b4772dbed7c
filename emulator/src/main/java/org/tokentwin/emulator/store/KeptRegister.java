package org.tokentwin.emulator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.issuer.Register;
import org.tokentwin.emulator.turn.FileTurn;

/**
 * An authority's register in a file: the old or the new one, never something between. Several processes use it; one changes it at a time,
 * and the others see the change.
 */
final class KeptRegister implements Register.Keeper {
    /** A file is known by these to be the one that was read: another is put in its place, never written over. */
    private record Stamp(@Nullable Object key, long modified, long size) {}

    private record Read(Stamp stamp, Register register) {}

    private static final Stamp NO_FILE = new Stamp(null, 0, 0);

    private final Path directory;
    private final Path file;
    private final FileTurn turn;
    private volatile Read read = new Read(NO_FILE, Register.EMPTY);

    /** @param directory need not exist before the first change */
    KeptRegister(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("register.json");
        this.turn = new FileTurn(directory.resolve("lock"));
    }

    /** @throws StoreException when it cannot be read */
    @Override
    public Register current() {
        Read known = read;
        if (!stamp().equals(known.stamp())) {
            known = readFile();
            read = known;
        }
        return known.register();
    }

    /** @throws StoreException when it cannot be read or written, and then it is as before */
    @Override
    public Register update(UnaryOperator<Register> change) {
        return locked(() -> {
            Register before = current();
            Register after = change.apply(before);
            if (!after.equals(before)) {
                write(after);
                read = new Read(stamp(), after);
            }
            return after;
        });
    }

    private void write(Register register) {
        try {
            RegisterRecord.of(register).write(file);
        } catch (IOException e) {
            throw new StoreException("The authority's register " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Does something while no other thread and no other process changes the register. */
    <T> T locked(Supplier<T> work) {
        try {
            OwnerOnly.createDirectories(directory);
            return turn.take(work::get);
        } catch (IOException e) {
            throw new StoreException("The authority's register " + file + " cannot be changed: " + e.getMessage(), e);
        }
    }

    /** Reads until the file is the same before and after: another may take its place meanwhile. */
    private Read readFile() {
        Stamp before = stamp();
        Register register = before.equals(NO_FILE) ? Register.EMPTY : RegisterRecord.read(file);
        Stamp after = stamp();
        return after.equals(before) ? new Read(after, register) : readFile();
    }

    private Stamp stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    Objects.requireNonNullElse(attributes.fileKey(), ""),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                    attributes.size());
        } catch (NoSuchFileException e) {
            return NO_FILE;
        } catch (IOException e) {
            throw new StoreException("The authority's register " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
