package org.tokentwin.emulator.cryptoki.object;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tokentwin.emulator.cryptoki.token.FileEntry;

/** What the card's files are called, and where. */
final class FileNames {
    static final int CONTAINER_MAP = 0x0204;
    static final int FIRST_OBJECT = 0x5000;
    static final int LAST_OBJECT = 0x5FFF;

    private static final int FIRST_CERTIFICATE = 0x4000;
    private static final String OBJECTS = "p11";
    private static final String MINIDRIVER = "mscp";
    private static final Pattern CERTIFICATE = Pattern.compile("k[sx]c(\\d\\d)");
    private static final String PUBLIC = "pub";
    private static final String PRIVATE = "prv";

    private FileNames() {}

    /** The file of an object's attributes. */
    static FileEntry object(int id, int size, boolean isPrivate) {
        String name = String.format(Locale.ROOT, "%s%04x", isPrivate ? PRIVATE : PUBLIC, id);
        return new FileEntry(id, size, name, OBJECTS);
    }

    /** The file of the certificate of a container, by the name that minidrivers look for. */
    static FileEntry certificate(int container, int size, boolean forKeyExchange) {
        String name = String.format(Locale.ROOT, "k%cc%02d", forKeyExchange ? 'x' : 's', container);
        return new FileEntry(FIRST_CERTIFICATE + container, size, name, MINIDRIVER);
    }

    static FileEntry containerMap(int size) {
        return new FileEntry(CONTAINER_MAP, size, "cmapfile", MINIDRIVER);
    }

    static boolean isObject(FileEntry file, boolean isPrivate) {
        return file.directory().equals(OBJECTS) && file.name().startsWith(isPrivate ? PRIVATE : PUBLIC);
    }

    /** The container whose certificate the file holds, if it holds one. */
    static OptionalInt container(FileEntry file) {
        Matcher matcher = CERTIFICATE.matcher(file.name());
        return file.directory().equals(MINIDRIVER) && matcher.matches()
                ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                : OptionalInt.empty();
    }
}
