package org.tokentwin.emulator.module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.tokentwin.emulator.cryptoki.Version;

/**
 * The PKCS#11 library for other processes, as a file to load: it finds the server by {@code TOKENTWIN_SOCKET}, or where one listens by default. There
 * is one for tokens of each version of PKCS#11: it gives that version, and one of 2.x does not export what came later.
 */
public final class SharedLibrary {
    /** The version that libraries of tokens such as the e-Cert's report. */
    public static final Version USUAL = new Version(2, 20);

    /** As in {@code remote.c}: a path behind this mark, of 107 bytes and a zero, binds a copy to one server. */
    private static final byte[] MARK = "tokentwin-bound-to:".getBytes(StandardCharsets.US_ASCII);

    /** Likewise: behind this mark are the version's two bytes. */
    private static final byte[] VERSION_MARK = "tokentwin-version:".getBytes(StandardCharsets.US_ASCII);

    private static final int MOST_PATH_BYTES = 107;

    private SharedLibrary() {}

    /** Returns the file's usual name on this platform, such as {@code libtokentwin-pkcs11.so}. */
    public static String fileName() {
        return fileName(USUAL);
    }

    /** Returns the file's name for tokens of a version of PKCS#11, such as {@code libtokentwin-pkcs11-3.2.so}; {@link #USUAL} is not named. */
    public static String fileName(Version version) {
        String usual = ShimLibrary.ofThisJvm().fileName();
        return version.equals(USUAL)
                ? usual
                : usual.replace("pkcs11", "pkcs11-" + version.major() + "." + version.minor());
    }

    /** Likewise, of the version {@link #USUAL}. */
    public static Path putInto(Path directory, String name) throws IOException {
        return putInto(directory, name, USUAL);
    }

    /**
     * Puts the library into a directory, which is made if it is missing. A file of this name is replaced at once, so that no program ever loads half of
     * it, and left alone if it is the library already.
     *
     * @param name the file's, such as {@link #fileName}
     * @param version what the library of the server's tokens reports
     * @return the file's absolute path
     * @throws IOException when it cannot be written, or something other than a file has the name
     * @throws UnsupportedOperationException when no library is there for this operating system and architecture, or it is of another version of TokenTwin
     */
    public static Path putInto(Path directory, String name, Version version) throws IOException {
        return put(directory, name, bytes(version));
    }

    /** Likewise, of the version {@link #USUAL}. */
    public static Path putBound(Path directory, String name, Path socket) throws IOException {
        return putBound(directory, name, socket, USUAL);
    }

    /**
     * Puts a copy into a directory, as {@link #putInto} does, that asks one server only, whatever the environment says. Where that server is gone, the copy
     * has an empty slot.
     *
     * @param socket the server's
     * @throws IOException when the socket's path has more than {@value #MOST_PATH_BYTES} bytes, or as {@link #putInto}
     * @throws UnsupportedOperationException as {@link #putInto}
     */
    public static Path putBound(Path directory, String name, Path socket, Version version) throws IOException {
        byte[] path = socket.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        if (path.length > MOST_PATH_BYTES) {
            throw new IOException("the path of a socket has at most " + MOST_PATH_BYTES + " bytes: " + socket);
        }
        byte[] library = bytes(version);
        System.arraycopy(path, 0, library, bindingOf(library), path.length);
        return put(directory, name, library);
    }

    private static byte[] bytes(Version version) {
        byte[] library = ShimLibrary.ofThisJvm().bytes(version);
        int mark = find(VERSION_MARK, library, 0);
        if (mark < 0 || mark + VERSION_MARK.length + 1 >= library.length) {
            throw otherVersion("no version of PKCS#11 can be written into it");
        }
        library[mark + VERSION_MARK.length] = (byte) version.major();
        library[mark + VERSION_MARK.length + 1] = (byte) version.minor();
        return library;
    }

    private static UnsupportedOperationException otherVersion(String what) {
        return new UnsupportedOperationException("the PKCS#11 library is of another version: " + what);
    }

    /** Where a library has room for the socket's path. */
    private static int bindingOf(byte[] library) {
        int mark = find(MARK, library, 0);
        int path = mark + MARK.length;
        boolean isFree = mark >= 0
                && find(MARK, library, path) < 0
                && path + MOST_PATH_BYTES < library.length
                && Arrays.equals(
                        library,
                        path,
                        path + MOST_PATH_BYTES + 1,
                        new byte[MOST_PATH_BYTES + 1],
                        0,
                        MOST_PATH_BYTES + 1);
        if (!isFree) {
            throw otherVersion("it cannot be bound to a server");
        }
        return path;
    }

    private static int find(byte[] mark, byte[] library, int from) {
        for (int at = from; at <= library.length - mark.length; at++) {
            if (Arrays.equals(library, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        return -1;
    }

    private static Path put(Path directory, String name, byte[] library) throws IOException {
        Path file = directory.resolve(name).toAbsolutePath().normalize();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is there and is no file");
        }
        Files.createDirectories(directory);
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), library)) {
            replace(file, library);
        }
        return file;
    }

    private static void replace(Path file, byte[] library) throws IOException {
        Path complete = Files.createTempFile(file.resolveSibling("."), ".library", ".new");
        try {
            Files.write(complete, library);
            complete.toFile().setReadable(true, false);
            Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(complete);
        }
    }
}
