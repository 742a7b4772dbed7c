package org.tokentwin.emulator.cryptoki.object;

import java.util.Locale;
import java.util.Optional;
import org.tokentwin.emulator.cryptoki.token.CardFiles;
import org.tokentwin.emulator.cryptoki.token.FileEntry;

/** An object's file as a {@link TokenObject}. */
final class ObjectReading {
    private ObjectReading() {}

    /** Empty where the file went away meanwhile or holds no object of ours. */
    static Optional<TokenObject> read(CardFiles files, FileEntry file) {
        return files.read(file.id())
                .flatMap(ObjectFile::parse)
                .map(content -> new TokenObject(
                        identity(file.id(), content.serial()), file.id(), content.certificateFile(), content.object()));
    }

    static String identity(int fileId, long serial) {
        return String.format(Locale.ROOT, "%04x-%016x", fileId, serial);
    }

    /** The serial number in an {@link #identity}. */
    static long serial(String identity) {
        return Long.parseUnsignedLong(identity.substring(identity.indexOf('-') + 1), 16);
    }
}
