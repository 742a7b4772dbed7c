package org.tokentwin.client.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the PKCS#11 modules of tokens usually lie, and those that p11-kit is configured with. */
public final class KnownModules {
    private static final List<Path> PATHS = Stream.of(
                    "/usr/lib/libeToken.so",
                    "/usr/lib/libeTPkcs11.so",
                    "/usr/lib/pkcs11/libeTPkcs11.so",
                    "/usr/lib64/libeTPkcs11.so",
                    "/usr/lib/libIDPrimePKCS11.so",
                    "/usr/local/lib/libeTPkcs11.dylib",
                    "/usr/local/lib/libIDPrimePKCS11.dylib",
                    "C:\\Windows\\System32\\eTPKCS11.dll",
                    "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
                    "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so",
                    "/usr/lib64/opensc-pkcs11.so",
                    "/usr/lib/softhsm/libsofthsm2.so",
                    "/usr/lib/x86_64-linux-gnu/pkcs11/p11-kit-client.so",
                    "/usr/lib/aarch64-linux-gnu/pkcs11/p11-kit-client.so")
            .map(Path::of)
            .toList();

    private KnownModules() {}

    /** Those that this machine has, the likeliest first; a library with several names is there once. */
    public static List<Path> here() {
        Map<Path, Path> byFile = new LinkedHashMap<>();
        Stream.concat(PATHS.stream().filter(Files::isRegularFile), ConfiguredModules.here().modules().stream())
                .forEach(path -> byFile.putIfAbsent(real(path), path));
        return List.copyOf(byFile.values());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }
}
