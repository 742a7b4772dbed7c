package org.tokentwin.client.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tokentwin.client.pkcs11.TokenException;

/**
 * An emulated token that is started for the window, as it comes in the post, and ends with it: the process behind it ends with its standard
 * input, however this one ends.
 */
public final class StartedToken implements AutoCloseable {
    /** A copy of the library that asks this server and no other, since this process's environment names none. */
    private static final String SCRIPT = """
            directory=$(dirname "$TOKENTWIN_SOCKET")
            "$0" emulator module --install "$directory" --name bound-pkcs11.so --socket "$TOKENTWIN_SOCKET" > /dev/null || exit
            printf '%s\\n' "$directory/bound-pkcs11.so" "$TOKENTWIN_PIN"
            exec cat > /dev/null
            """;

    private static final int LINES = 2;
    private static final int LONGEST_LINE = 4096;
    private static final int SECONDS_TO_END = 10;

    private final Process process;
    private final Path module;
    private final String envelopePassword;

    private StartedToken(Process process, Path module, String envelopePassword) {
        this.process = process;
        this.module = module;
        this.envelopePassword = envelopePassword;
    }

    /**
     * Starts a token and waits until it is there, which takes a minute where the emulator is to be built first.
     *
     * @param launcher {@code ./tokentwin}
     * @throws TokenException when it does not start
     */
    public static StartedToken start(Path launcher) {
        Process process = process(launcher);
        try {
            List<String> lines = lines(process.inputReader(StandardCharsets.UTF_8));
            if (lines.size() == LINES) {
                return new StartedToken(process, Path.of(lines.getFirst()), lines.getLast());
            }
        } catch (IOException e) {
            // it has said less than it should, as when it said nothing
        }
        end(process);
        throw notStarted(launcher);
    }

    private static Process process(Path launcher) {
        try {
            return new ProcessBuilder(
                            launcher.toString(),
                            "emulator",
                            "run",
                            "--pin-state",
                            "initial",
                            "--",
                            "sh",
                            "-c",
                            SCRIPT,
                            launcher.toString())
                    .redirectError(Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw notStarted(launcher);
        }
    }

    private static TokenException notStarted(Path launcher) {
        return TokenException.refused(
                "no emulated token could be started with " + launcher,
                "Run '" + launcher + " emulator run -- true' in a terminal to see why.");
    }

    private static List<String> lines(BufferedReader said) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int next = said.read(); next >= 0 && line.length() < LONGEST_LINE; next = said.read()) {
            if (next != '\n') {
                line.append((char) next);
                continue;
            }
            lines.add(line.toString());
            line.setLength(0);
            if (lines.size() == LINES) {
                break;
            }
        }
        return lines;
    }

    /** The module to open. */
    public Path module() {
        return module;
    }

    /** What its PIN envelope holds; an emulated one has no secret to keep. */
    public String envelopePassword() {
        return envelopePassword;
    }

    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
