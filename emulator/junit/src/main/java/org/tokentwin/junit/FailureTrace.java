package org.tokentwin.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps the transcript of a test that failed, in a file next to the test reports, which the report names. */
final class FailureTrace {
    /** The configuration parameter that names the directory. */
    static final String DIRECTORY = "tokentwin.trace.directory";

    private static final String REPORTED = "tokentwin.trace";
    private static final int MOST_NAME = 150;

    private FailureTrace() {}

    static void keep(String trace, ExtensionContext context) {
        Path file = directory(context).resolve(name(context) + ".txt");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, trace);
        } catch (IOException e) {
            throw new UncheckedIOException("The transcript of a failed test cannot be written", e);
        }
        context.publishReportEntry(REPORTED, file.toString());
    }

    /** Where Maven or Gradle has its reports, or where the user says. */
    private static Path directory(ExtensionContext context) {
        Optional<Path> ofBuild = Stream.of("target", "build")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
        return context.getConfigurationParameter(DIRECTORY)
                .map(Path::of)
                .orElseGet(() -> ofBuild.orElse(Path.of(".")).resolve("tokentwin-traces"));
    }

    /** The class, the method, and where it runs more than once what tells the runs apart. */
    private static String name(ExtensionContext context) {
        String name = context.getRequiredTestClass().getName() + "."
                + context.getRequiredTestMethod().getName();
        String plain = name.replaceAll("[^A-Za-z0-9.$_-]", "_");
        String shortened = plain.substring(0, Math.min(plain.length(), MOST_NAME));
        return shortened + "-" + Integer.toHexString(context.getUniqueId().hashCode());
    }
}
