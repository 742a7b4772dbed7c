package org.tokentwin.emulator.module;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** The PKCS#11 library for other processes, as a file to load: it finds the server by {@code TOKENTWIN_SOCKET}, or where one listens by default. */
public final class SharedLibrary {
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
        byte[] library = ShimLibrary.ofThisJvm().bytes();
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
