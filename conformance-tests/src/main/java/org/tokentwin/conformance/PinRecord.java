package org.tokentwin.conformance;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.tokentwin.conformance.guard.PinJournal;
import org.tokentwin.conformance.guard.PinOutcome;

/**
 * The PINs that a case gives to a token that is kept, in a file of its owner's, from before the case begins until the token has its own PIN
 * again, so that a PIN that was changed is not lost with the process that changed it. The file says of each PIN whether the token took it:
 * at most two can be the token's, the one that it took last and one whose outcome is not known. The token's own PIN is not in the file, only
 * what it takes to know it again: a mistyped one must not become the token's.
 *
 * <p>The file is replaced as a whole, so a process that is killed leaves the old one or the new one, never a part.
 */
final class PinRecord implements PinJournal {
    private final Path file;
    private Optional<OwnPinMark> ownMark = Optional.empty();

    /** @param directory need not exist */
    PinRecord(Path directory, String serial) {
        file = directory.resolve("pins-of-" + TokenLock.fileNameOf(serial));
    }

    Path file() {
        return file;
    }

    /** Whether a case began and did not end, or could not put the token right. An empty file says nothing, and is none. */
    boolean exists() {
        try {
            return Files.exists(file) && Files.size(file) > 0;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * A case begins that may endanger the PIN.
     *
     * @param own the token's own PIN, the same each time
     * @throws NoTokenException when the file cannot be written
     */
    void begin(char[] own) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent(), ownerOnly("rwx------"));
            if (ownMark.isEmpty()) { // slow on purpose, and a run has hundreds of such cases
                ownMark = Optional.of(OwnPinMark.of(own));
            }
            save(List.of(ownMark.orElseThrow().line()));
        } catch (IOException e) {
            throw new NoTokenException(
                    "The file " + file + " cannot be written, in which a changed PIN is kept: see --pin-record", e);
        }
    }

    @Override
    public void sending(char[] pin) {
        add(isOf(pin) ? PinNote.own(PinNote.Kind.SENT) : PinNote.of(PinNote.Kind.SENT, pin));
    }

    @Override
    public void returned(long ckr) {
        List<PinNote> notes = notes();
        if (notes.isEmpty()
                || notes.getLast().kind() != PinNote.Kind.SENT
                || PinOutcome.of(ckr) == PinOutcome.UNKNOWN) {
            return;
        }
        replaceLast(notes.getLast().as(ckr == CKR_OK ? PinNote.Kind.TAKEN : PinNote.Kind.REFUSED));
    }

    /** The token refused this PIN when it was given to log in. */
    void wrong(char[] pin) {
        add(isOf(pin) ? PinNote.own(PinNote.Kind.WRONG) : PinNote.of(PinNote.Kind.WRONG, pin));
    }

    private void add(PinNote note) {
        List<String> lines = new ArrayList<>(lines());
        lines.add(note.line());
        save(lines);
    }

    private void replaceLast(PinNote note) {
        List<String> lines = new ArrayList<>(lines());
        lines.set(lines.size() - 1, note.line());
        save(lines);
    }

    /** Whether this is the PIN that the token had when the case began. */
    boolean isOf(char[] pin) {
        List<String> lines = lines();
        return !lines.isEmpty() && mark(lines.getFirst()).matches(pin);
    }

    /** The PINs that the token can have, at most two: its own first, and without those that it refused at a login. */
    List<char[]> candidates(char[] own) {
        return PinNote.candidates(notes()).stream()
                .map(note -> note.pin().orElse(own))
                .toList();
    }

    /** Whether the token was given a PIN other than its own, whatever it said to that. */
    boolean holdsPins() {
        return notes().stream().anyMatch(note -> note.pin().isPresent());
    }

    private List<PinNote> notes() {
        return lines().stream()
                .skip(1)
                .map(line -> PinNote.parse(line).orElseThrow(this::foreign))
                .toList();
    }

    private OwnPinMark mark(String line) {
        return OwnPinMark.parse(line).orElseThrow(this::foreign);
    }

    private List<String> lines() {
        try {
            return exists() ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The token has its own PIN: no file is left, nor one that a killed process did not finish. */
    void end() {
        try {
            Files.deleteIfExists(fresh());
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NoTokenException unreadable(IOException e) {
        return new NoTokenException("The file " + file + " with the PINs of a run that was cut off cannot be read", e);
    }

    private NoTokenException foreign() {
        return new NoTokenException("The file " + file + " should hold the PINs of a run that was cut off, and holds "
                + "something else: see that the token has its PIN, and delete the file");
    }

    private Path fresh() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** Under another name first, and renamed when it is on the disk. */
    private void save(List<String> lines) {
        Path fresh = fresh();
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Files.deleteIfExists(fresh);
            try (FileChannel channel = FileChannel.open(
                    fresh,
                    EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    ownerOnly("rw-------"))) {
                for (ByteBuffer rest = ByteBuffer.wrap(text); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file " + file + " cannot be written, in which a changed PIN is kept", e);
        }
    }

    static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
