package org.tokentwin.emulator.rpc;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A file of another project that a test needs. Where it is missing the test is skipped, and in CI it fails. */
public final class RequiredProgram {
    private RequiredProgram() {}

    /** @param debianPackage what to install */
    public static Path anyOf(String debianPackage, String... places) {
        Optional<Path> found = Arrays.stream(places)
                .map(Path::of)
                .filter(file -> Files.isRegularFile(file) || Files.isDirectory(file))
                .findFirst();
        String missing = places[0] + " is missing: install " + debianPackage;
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new AssertionError(missing);
        }
        Assumptions.assumeTrue(found.isPresent(), missing);
        return found.orElseThrow();
    }
}
