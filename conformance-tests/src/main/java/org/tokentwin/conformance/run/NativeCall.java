package org.tokentwin.conformance.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The module's function in which a process hangs or died, by what its JVM tells of its threads. It serves where no case runs yet. */
final class NativeCall {
    private static final Pattern FRAME = Pattern.compile("PKCS11Implementation\\.(C_\\w+)\\(");
    /** A JVM that tells of its threads ends with its heap. */
    private static final String LAST = "\nHeap";

    private static final Duration MOST = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 50;

    private NativeCall() {}

    /**
     * Asks a JVM that hangs for its threads.
     *
     * @param output takes what the process says
     * @return the function; empty where no thread is in one, or the JVM does not tell within a minute
     */
    static Optional<String> ofHanging(Process process, Path output) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        long begin = System.nanoTime();
        while (!hasTold(output) && System.nanoTime() - begin < MOST.toNanos()) {
            Thread.sleep(POLL_MILLIS);
        }
        return in(output);
    }

    private static boolean hasTold(Path output) throws IOException {
        return Files.exists(output) && text(output).contains(LAST);
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** Reads the error file of a JVM that died; empty if there is none. */
    static Optional<String> in(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Matcher frame = FRAME.matcher(text(file));
        return frame.find() ? Optional.of(frame.group(1)) : Optional.empty();
    }
}
