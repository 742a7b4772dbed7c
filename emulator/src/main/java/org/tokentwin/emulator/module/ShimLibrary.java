package org.tokentwin.emulator.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.tokentwin.emulator.cryptoki.Version;

/**
 * Where the shim is taken from: a file that the user names, or else the one that is bundled for the platform.
 *
 * @param file the user's file
 * @param osName the operating system, as {@code os.name} has it
 * @param osArch the processor, as {@code os.arch} has it
 */
record ShimLibrary(Optional<Path> file, String osName, String osArch) {
    /** The system property that names a file. */
    static final String FILE_PROPERTY = "tokentwin.pkcs11.shim";

    private static final String RESOURCES = "/org/tokentwin/emulator/native/";

    /** The shim for this JVM. */
    static ShimLibrary ofThisJvm() {
        return new ShimLibrary(
                Optional.ofNullable(System.getProperty(FILE_PROPERTY)).map(Path::of),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    }

    /**
     * The shim itself, for tokens whose library is of a version of PKCS#11: one of 2.x does not export what came later.
     *
     * @throws UnsupportedOperationException when none is bundled for the platform
     * @throws UncheckedIOException when it cannot be read
     */
    byte[] bytes(Version version) {
        try {
            return file.isPresent() ? Files.readAllBytes(file.get()) : bundled(version);
        } catch (IOException e) {
            throw new UncheckedIOException("the PKCS#11 shim cannot be read: " + e.getMessage(), e);
        }
    }

    /** A file name of the kind that the platform gives shared libraries. */
    String fileName() {
        return switch (os()) {
            case "Windows" -> "tokentwin-pkcs11.dll";
            case "Mac" -> "libtokentwin-pkcs11.dylib";
            default -> "libtokentwin-pkcs11.so";
        };
    }

    private byte[] bundled(Version version) throws IOException {
        String name = version.major() < 3 ? fileName() : fileName().replace("pkcs11", "pkcs11-3");
        try (InputStream shim = getClass().getResourceAsStream(RESOURCES + os() + "/" + arch() + "/" + name)) {
            if (shim == null) {
                throw new UnsupportedOperationException("no PKCS#11 shim is bundled for " + osName + " on " + osArch
                        + ": compile shim.c as a shared library and name it with -D" + FILE_PROPERTY);
            }
            return shim.readAllBytes();
        }
    }

    private String os() {
        if (osName.startsWith("Windows")) {
            return "Windows";
        }
        return osName.startsWith("Mac") ? "Mac" : osName;
    }

    private String arch() {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch64";
            default -> osArch;
        };
    }
}
