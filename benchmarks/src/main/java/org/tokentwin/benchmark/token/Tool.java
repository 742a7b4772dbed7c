package org.tokentwin.benchmark.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another program, run to prepare a target. */
final class Tool {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final String packageName;
    private final Map<String, String> environment;

    /**
     * @param packageName the Debian package that has the program
     * @param environment variables added to the inherited ones
     */
    Tool(String packageName, Map<String, String> environment) {
        this.packageName = packageName;
        this.environment = environment;
    }

    /**
     * Runs a program to its end and returns its output.
     *
     * @throws PreparationException when it is not there, fails, or takes more than 30 seconds
     */
    String run(String... command) throws PreparationException {
        try {
            Path output = Files.createTempFile("tool", ".txt");
            try {
                Process process = begin(output, command);
                process.getOutputStream().close();
                if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new PreparationException(command[0] + " does not come to its end", "Run it by hand.");
                }
                String text = Files.readString(output, StandardCharsets.UTF_8).strip();
                if (process.exitValue() != 0) {
                    throw new PreparationException(command[0] + " fails: " + text, "Run it by hand.");
                }
                return text;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw missing(command[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PreparationException("interrupted while " + command[0] + " ran", "Start again.");
        }
    }

    /** Starts a program that runs on; its output goes into a file. */
    Process begin(Path output, String... command) throws PreparationException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw missing(command[0]);
        }
    }

    private PreparationException missing(String program) {
        return new PreparationException(
                "there is no program " + program, "Install it (Debian: apt-get install " + packageName + ").");
    }
}
