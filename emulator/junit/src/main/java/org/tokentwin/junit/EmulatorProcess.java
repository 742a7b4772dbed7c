package org.tokentwin.junit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The emulator in its own process, one for all tests of this JVM. It ends with this JVM, since its standard input does, however that ends. */
final class EmulatorProcess {
    private static final Pattern SOCKET = Pattern.compile("export TOKENTWIN_SOCKET='(.*)'");
    private static final int MOST_SAID = 4000;
    private static final int MINUTES_TO_START = 10; // a launcher may have to build first

    @GuardedBy("EmulatorProcess.class")
    private static @Nullable EmulatorProcess ofThisJvm;

    private final Process process;

    @GuardedBy("itself")
    private final StringBuilder said = new StringBuilder();

    private final Thread listener;
    private final Control testbed;

    /**
     * Starts it, and waits until it listens.
     *
     * @throws IllegalStateException when it does not; the message has what it said
     */
    EmulatorProcess(List<String> command) {
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new IllegalStateException("The emulator cannot be started with " + command.get(0), e);
        }
        listener = daemon(() -> listen(process.getErrorStream()));
        testbed = new Control(Path.of(socket(firstLine())));
    }

    /** Where fixtures are asked for; starts the process where it does not run. */
    static synchronized Control testbed() {
        EmulatorProcess running = ofThisJvm;
        if (running == null || !running.process.isAlive()) {
            running = new EmulatorProcess(EmulatorProgram.ofThisJvm().command("testbed", "--until-eof"));
            ofThisJvm = running;
        }
        return running.testbed;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tokentwin-emulator");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private String firstLine() {
        CompletableFuture<Optional<String>> line = new CompletableFuture<>();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        daemon(() -> {
            try {
                line.complete(Optional.ofNullable(out.readLine()));
            } catch (IOException e) {
                line.completeExceptionally(e);
            }
        });
        try {
            return line.get(MINUTES_TO_START, TimeUnit.MINUTES).orElseThrow(this::notStarted);
        } catch (ExecutionException | TimeoutException e) {
            process.destroy();
            throw notStarted();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw notStarted();
        }
    }

    private String socket(String line) {
        Matcher export = SOCKET.matcher(line);
        if (!export.matches()) {
            process.destroy();
            throw notStarted();
        }
        return export.group(1).replace("'\\''", "'");
    }

    private IllegalStateException notStarted() {
        try {
            process.waitFor(1, TimeUnit.MINUTES);
            listener.join(TimeUnit.MINUTES.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (said) {
            return new IllegalStateException("The emulator's process did not start. It said:\n" + said);
        }
    }

    /** Keeps the end of what it says. */
    private void listen(InputStream errors) {
        try {
            byte[] bytes = new byte[MOST_SAID];
            for (int length = errors.read(bytes); length >= 0; length = errors.read(bytes)) {
                synchronized (said) {
                    said.append(printable(new String(bytes, 0, length, StandardCharsets.UTF_8)));
                    said.delete(0, Math.max(0, said.length() - MOST_SAID));
                }
            }
        } catch (IOException e) {
            synchronized (said) {
                said.append("(what followed was lost)");
            }
        }
    }

    /** What it says comes into reports and onto terminals. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().map(c -> c == '\n' || isHarmless(c) ? c : '?').forEach(printable::appendCodePoint);
        return printable.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
