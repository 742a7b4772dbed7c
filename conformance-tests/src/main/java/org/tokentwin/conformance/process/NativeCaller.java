package org.tokentwin.conformance.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tokentwin.conformance.NotRun;

/** The program {@code caller.c}. */
public final class NativeCaller {
    private static final String SOURCE = "caller.c";
    private static final int ABSENT = 77;
    private static final long MOST_OUTPUT = 4096;
    private static final long PATIENCE_SECONDS = 60;

    /** Once for the process; empty where nothing compiles it. */
    private static final Optional<Path> PROGRAM = compiled();

    private NativeCaller() {}

    /**
     * Runs it.
     *
     * @param what the word for what it does
     * @return the {@code CK_RV} of each call that it tells of
     * @throws NotRun if there is no compiler, or another process does not see the token
     * @throws AssertionError where it crashes or does not end
     */
    public static Map<String, Long> run(Path module, long slot, String what) throws IOException, InterruptedException {
        Path program = PROGRAM.orElseThrow(() -> new NotRun("no C compiler (cc) makes the program that forks"));
        Path output = Files.createTempFile("tokentwin-caller", ".txt");
        try {
            Process process = new ProcessBuilder(
                            program.toString(), module.toString(), Long.toUnsignedString(slot), what)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the program did not end: a call hangs");
            }
            NotRun.unless(process.exitValue() != ABSENT, "another process does not see the token");
            if (process.exitValue() != 0) {
                throw new AssertionError("the program crashed, with exit status " + process.exitValue());
            }
            return values(output);
        } finally {
            Files.delete(output);
        }
    }

    private static Map<String, Long> values(Path output) throws IOException {
        Map<String, Long> values = new HashMap<>();
        try (InputStream text = Files.newInputStream(output)) {
            String all = new String(text.readNBytes((int) MOST_OUTPUT), StandardCharsets.US_ASCII);
            for (String line : all.lines().toList()) {
                String[] words = line.split(" ", -1);
                if (words.length == 2 && words[1].matches("[0-9a-f]{1,16}")) {
                    values.put(words[0], Long.parseUnsignedLong(words[1], 16));
                }
            }
        }
        return values;
    }

    private static Optional<Path> compiled() {
        try (InputStream source = NativeCaller.class.getResourceAsStream(SOURCE)) {
            Path directory = Files.createTempDirectory("tokentwin-caller");
            Path file = directory.resolve(SOURCE);
            Path program = directory.resolve("caller");
            Files.copy(Objects.requireNonNull(source), file);
            file.toFile().deleteOnExit();
            program.toFile().deleteOnExit();
            Process compiler = new ProcessBuilder(
                            "cc", "-std=gnu11", "-O1", "-o", program.toString(), file.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean made = compiler.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && compiler.exitValue() == 0;
            directory.toFile().deleteOnExit();
            return made ? Optional.of(program) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // there is no cc
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
