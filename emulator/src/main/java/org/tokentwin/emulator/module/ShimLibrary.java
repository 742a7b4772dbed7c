package org.tokentwin.emulator.module;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where the shim is taken from: a file that the user names, or the one that is bundled for the platform. */
final class ShimLibrary {
    /** The system property that names a shim to use in place of the bundled one. */
    static final String PATH_PROPERTY = "tokentwin.pkcs11.shim";

    private static final String RESOURCES = "/org/tokentwin/emulator/native/";

    private ShimLibrary() {}

    /**
     * The shim's bytes for this JVM.
     *
     * @throws UnsupportedOperationException when none is bundled for the operating system and architecture
     * @throws UncheckedIOException when it cannot be read
     */
    static byte[] bytes() {
        String path = System.getProperty(PATH_PROPERTY);
        try {
            return path != null
                    ? Files.readAllBytes(Path.of(path))
                    : bundled(System.getProperty("os.name"), System.getProperty("os.arch"));
        } catch (IOException e) {
            throw new UncheckedIOException("the PKCS#11 shim cannot be read", e);
        }
    }

    /** The file name that the platform gives shared libraries. */
    static String fileName() {
        return fileName(os(System.getProperty("os.name")));
    }

    static byte[] bundled(String osName, String osArch) throws IOException {
        String os = os(osName);
        String resource = RESOURCES + os + "/" + arch(osArch) + "/" + fileName(os);
        try (InputStream shim = ShimLibrary.class.getResourceAsStream(resource)) {
            if (shim == null) {
                throw new UnsupportedOperationException("no PKCS#11 shim is bundled for " + osName + " on " + osArch
                        + ": build emulator/src/main/native/shim.c as a shared library and name it with -D" + PATH_PROPERTY);
            }
            return shim.readAllBytes();
        }
    }

    private static String fileName(String os) {
        return switch (os) {
            case "Windows" -> "tokentwin-pkcs11.dll";
            case "Mac" -> "libtokentwin-pkcs11.dylib";
            default -> "libtokentwin-pkcs11.so";
        };
    }

    private static String os(String osName) {
        if (osName.startsWith("Windows")) {
            return "Windows";
        }
        return osName.startsWith("Mac") ? "Mac" : osName;
    }

    private static String arch(String osArch) {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch64";
            default -> osArch;
        };
    }
}
