package org.tokentwin.emulator.module;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** The PKCS#11 library for other processes, as a file to load: it finds the server by {@code TOKENTWIN_SOCKET}, or where one listens by default. */
public final class SharedLibrary {
    /** As in {@code remote.c}: a path behind this mark, of 107 bytes and a zero, binds a copy to one server. */
    private static final byte[] MARK = "tokentwin-bound-to:".getBytes(StandardCharsets.US_ASCII);

    private static final int MOST_PATH_BYTES = 107;

    private SharedLibrary() {}

    /** Returns the file's usual name on this platform, such as {@code libtokentwin-pkcs11.so}. */
    public static String fileName() {
        return ShimLibrary.ofThisJvm().fileName();
    }

    /**
     * Puts the library into a directory, which is made if it is missing. A file of this name is replaced at once, so that no program ever loads half of
     * it, and left alone if it is the library already.
     *
     * @param name the file's, such as {@link #fileName}
     * @return the file's absolute path
     * @throws IOException when it cannot be written, or something other than a file has the name
     * @throws UnsupportedOperationException when no library is there for this operating system and architecture
     */
    public static Path putInto(Path directory, String name) throws IOException {
        return put(directory, name, ShimLibrary.ofThisJvm().bytes());
    }

    /**
     * Puts a copy into a directory, as {@link #putInto} does, that asks one server only, whatever the environment says. Where that server is gone, the copy
     * has an empty slot.
     *
     * @param socket the server's
     * @throws IOException when the socket's path has more than {@value #MOST_PATH_BYTES} bytes, or as {@link #putInto}
     * @throws UnsupportedOperationException when no library is there for this operating system and architecture, or it is of another version
     */
    public static Path putBound(Path directory, String name, Path socket) throws IOException {
        byte[] path = socket.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        if (path.length > MOST_PATH_BYTES) {
            throw new IOException("the path of a socket has at most " + MOST_PATH_BYTES + " bytes: " + socket);
        }
        byte[] library = ShimLibrary.ofThisJvm().bytes();
        System.arraycopy(path, 0, library, bindingOf(library), path.length);
        return put(directory, name, library);
    }

    /** Where a library has room for the socket's path. */
    private static int bindingOf(byte[] library) {
        int mark = find(library, 0);
        int path = mark + MARK.length;
        boolean isFree = mark >= 0
                && find(library, path) < 0
                && path + MOST_PATH_BYTES < library.length
                && Arrays.equals(
                        library,
                        path,
                        path + MOST_PATH_BYTES + 1,
                        new byte[MOST_PATH_BYTES + 1],
                        0,
                        MOST_PATH_BYTES + 1);
        if (!isFree) {
            throw new UnsupportedOperationException(
                    "the PKCS#11 library is of another version: it cannot be bound to a server");
        }
        return path;
    }

    private static int find(byte[] library, int from) {
        for (int at = from; at <= library.length - MARK.length; at++) {
            if (Arrays.equals(library, at, at + MARK.length, MARK, 0, MARK.length)) {
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
