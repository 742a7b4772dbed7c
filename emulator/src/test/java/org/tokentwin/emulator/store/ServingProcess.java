package org.tokentwin.emulator.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.tokentwin.emulator.cli.EmulatorCommand;

/** {@code emulator serve} in a JVM of its own, which starts as cheaply as a JVM can. */
final class ServingProcess implements Victim {
    private final Process process;

    private ServingProcess(Process process) {
        this.process = process;
    }

    /** Returns when it serves. */
    static ServingProcess start(TokenHome home, String name, Path socket) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                EmulatorCommand.class.getName(),
                "serve",
                name,
                "--socket",
                socket.toString());
        builder.environment().put("TOKENTWIN_HOME", home.directory().toString());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("export ")) {
                return new ServingProcess(process);
            }
        }
        throw new IOException("the server did not start: " + said);
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
