package org.tokentwin.emulator.pcsc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tokentwin.emulator.rpc.RequiredProgram;

/**
 * PC/SC's daemon with the virtual readers, in the foreground, for one test. It has a file system namespace of its own, so that any number of
 * them run side by side, and beside the machine's own.
 */
final class PcscDaemon implements AutoCloseable {
    private static final Path OF_THE_MACHINE = Path.of("/run/pcscd/pcscd.comm");
    private static final String SCRIPT = """
            mount -t tmpfs tmpfs /run && mkdir -p /run/pcscd && exec pcscd --foreground --error --config "$0"
            """;

    private final Path directory;
    private final Process process;
    private final int port;
    private final Map<String, String> variables = new HashMap<>();

    private PcscDaemon(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** @param directory an empty one */
    static PcscDaemon start(Path directory) throws IOException, InterruptedException {
        RequiredProgram.anyOf("pcscd", "/usr/sbin/pcscd");
        RequiredProgram.anyOf("util-linux", "/usr/bin/unshare");
        Path driver = RequiredProgram.anyOf("vsmartcard-vpcd", "/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
        int port = freePort();
        Path config = Files.createDirectories(directory.resolve("reader.conf.d"));
        Files.writeString(config.resolve("vpcd"), """
                FRIENDLYNAME "Virtual PCD"
                DEVICENAME /dev/null:%d
                LIBPATH %s
                CHANNELID %d
                """.formatted(port, driver, port));
        ProcessBuilder builder = new ProcessBuilder(
                        "unshare", "--map-root-user", "--mount", "sh", "-c", SCRIPT, config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("pcscd.log").toFile());
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        PcscDaemon daemon = new PcscDaemon(directory, builder.start(), port);
        daemon.awaitReady();
        return daemon;
    }

    /** Two ports in a row, since the driver has two readers. */
    private static int freePort() throws IOException {
        while (true) {
            try (ServerSocket first = new ServerSocket(0);
                    ServerSocket second = new ServerSocket(first.getLocalPort() + 1)) {
                return Math.min(first.getLocalPort(), second.getLocalPort());
            } catch (IOException | IllegalArgumentException e) {
                // taken: try the next two
            }
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        while (process.isAlive()) {
            if (hasSocketOfItsOwn()) {
                return;
            }
            Thread.sleep(50);
        }
        close();
        throw new AssertionError("pcscd does not start: " + log());
    }

    /** Until the process has its file system, its files are the machine's, and the machine may have a daemon. */
    private boolean hasSocketOfItsOwn() throws IOException {
        return Files.exists(socket()) && !(Files.exists(OF_THE_MACHINE) && Files.isSameFile(socket(), OF_THE_MACHINE));
    }

    /** Where the first virtual reader listens. */
    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Path socket() {
        return Path.of("/proc", Long.toString(process.pid()), "root/run/pcscd/pcscd.comm");
    }

    String log() throws IOException {
        return Files.readString(directory.resolve("pcscd.log"), StandardCharsets.ISO_8859_1);
    }

    /** Sets a variable for the programs that are started from now on. */
    PcscDaemon with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Waits until the daemon tells programs of a card in the first reader: it looks every 0.4 seconds. */
    void awaitCard() throws IOException, InterruptedException {
        await(true);
    }

    /** The daemon looks at its readers a few times a second only. */
    void awaitNoCard() throws IOException, InterruptedException {
        await(false);
    }

    private void await(boolean card) throws IOException, InterruptedException {
        while (process.isAlive()) {
            if ((run("opensc-tool", "--reader", "0", "--atr").status() == 0) == card) {
                return;
            }
            Thread.sleep(200);
        }
        throw new AssertionError("pcscd ended while it saw " + (card ? "no card: " : "a card: ") + log());
    }

    /** What a PC/SC program says on standard output and error, and its status. */
    Output run(String... command) throws IOException, InterruptedException {
        return run(List.of(command));
    }

    Output run(List<String> command) throws IOException, InterruptedException {
        Process program = start(command);
        program.getOutputStream().close();
        String text = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Output(program.waitFor(), text);
    }

    /** A PC/SC program that talks to this daemon; standard error goes where standard output goes. */
    Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
        builder.directory(directory.toFile());
        builder.environment().put("PCSCLITE_CSOCK_NAME", socket().toString());
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(variables);
        return builder.start();
    }

    record Output(int status, String text) {}

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
