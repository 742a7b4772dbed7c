package org.tokentwin.conformance.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A file of another project that a run needs. Where it is missing the run is skipped, and in CI it fails. */
public final class Required {
    private static final String ARCH = System.getProperty("os.arch").equals("amd64")
            ? "x86_64-linux-gnu"
            : System.getProperty("os.arch") + "-linux-gnu";

    private Required() {}

    /** @param debianPackage what to install */
    public static Path file(String debianPackage, String... places) {
        Optional<Path> found = Arrays.stream(places)
                .map(Path::of)
                .filter(file -> Files.isRegularFile(file) || Files.isDirectory(file))
                .findFirst();
        String missing = places[0] + " is missing: install " + debianPackage;
        if (found.isEmpty()) {
            assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
        }
        Assumptions.assumeTrue(found.isPresent(), missing);
        return found.orElseThrow();
    }

    /** @param name below the directory of libraries, as {@code pkcs11/p11-kit-client.so} */
    public static Path library(String debianPackage, String name) {
        return file(debianPackage, "/usr/lib/" + ARCH + "/" + name, "/usr/lib64/" + name, "/usr/lib/" + name);
    }
}
