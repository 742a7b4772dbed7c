package org.tokentwin.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tokentwin.conformance.guard.KeyPin;

/** Keeps in a file, next to the PIN record, that a token's keys have a PIN of their own: the try that this has cost is spent once, not once a run. */
final class KeyPinRecord implements KeyPin {
    private static final String TEXT = """
            A key of this token with CKA_ALWAYS_AUTHENTICATE refused the user PIN: it has its own PIN, and that has one try less.
            The conformance suite sends such keys no PIN while this file is here.
            """;

    private final Path file;
    private volatile boolean taken;

    /** @param directory of the PIN record; need not exist */
    KeyPinRecord(Path directory, String serial) {
        file = directory.resolve("key-pin-of-" + TokenLock.fileNameOf(serial));
    }

    @Override
    public boolean isUsers() {
        return taken;
    }

    @Override
    public boolean isAnother() {
        return Files.exists(file);
    }

    @Override
    public void taken() {
        taken = true;
    }

    /** @throws NoTokenException when the file cannot be written, which ends the run: nothing else would keep it from asking again */
    @Override
    public void refused() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent(), PinRecord.ownerOnly("rwx------"));
            Files.writeString(file, TEXT, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new NoTokenException(
                    "The file " + file
                            + " cannot be written, which keeps a signature PIN from further tries: see --pin-record",
                    e);
        }
    }
}
