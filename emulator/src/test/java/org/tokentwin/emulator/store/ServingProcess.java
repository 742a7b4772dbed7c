package org.tokentwin.emulator.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tokentwin.emulator.cli.EmulatorCommand;

/** {@code emulator serve} in a JVM of its own, which starts as cheaply as a JVM can. */
final class ServingProcess implements Victim {
    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private ServingProcess(Process process) {
        this.process = process;
    }

    /** Returns when it serves. */
    static ServingProcess start(TokenHome home, String name, Path socket) throws IOException {
        return start(home, name, socket, List.of(), List.of(), Map.of());
    }

    /**
     * Returns when it serves.
     *
     * @param around the program that makes its surroundings, which becomes the JVM
     * @param flags for the JVM
     * @param more environment
     */
    static ServingProcess start(
            TokenHome home, String name, Path socket, List<String> around, List<String> flags, Map<String, String> more)
            throws IOException {
        List<String> command = new ArrayList<>(around);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(flags);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                EmulatorCommand.class.getName(),
                "serve",
                name,
                "--socket",
                socket.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(more);
        builder.environment().put("TOKENTWIN_HOME", home.directory().toString());
        builder.redirectErrorStream(true);
        ServingProcess server = new ServingProcess(builder.start());
        server.awaitStart();
        return server;
    }

    private void awaitStart() throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.startsWith("export ")) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(said::add));
                return;
            }
        }
        throw new IOException("the server did not start: " + said());
    }

    long pid() {
        return process.pid();
    }

    /** What it has printed so far, to standard output and standard error. */
    String said() {
        return String.join("\n", said);
    }

    /** By SIGKILL. */
    @Override
    public void killAfter(Duration time) {
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                process.destroyForcibly();
            }
        });
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
