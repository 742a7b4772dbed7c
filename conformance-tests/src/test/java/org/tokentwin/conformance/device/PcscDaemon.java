package org.tokentwin.conformance.device;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** PC/SC's daemon with a virtual reader, in a file system namespace of its own. */
final class PcscDaemon implements AutoCloseable {
    private static final Path OF_THE_MACHINE = Path.of("/run/pcscd/pcscd.comm");
    private static final String SCRIPT = """
            mount -t tmpfs tmpfs /run && mkdir -p /run/pcscd && exec pcscd --foreground --error --config "$0"
            """;

    private final Process process;
    private final int port;
    private final Path log;

    private PcscDaemon(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static PcscDaemon start(Path directory) throws IOException, InterruptedException {
        Required.file("pcscd", "/usr/sbin/pcscd");
        Required.file("util-linux", "/usr/bin/unshare");
        Path driver = Required.file("vsmartcard-vpcd", "/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
        int port = freePort();
        Path config = Files.createDirectory(directory.resolve("reader.conf.d"));
        Files.writeString(config.resolve("vpcd"), """
                FRIENDLYNAME "Virtual PCD"
                DEVICENAME /dev/null:%d
                LIBPATH %s
                CHANNELID %d
                """.formatted(port, driver, port));
        Path log = directory.resolve("pcscd.log");
        ProcessBuilder builder = new ProcessBuilder(
                        "unshare", "--map-root-user", "--mount", "sh", "-c", SCRIPT, config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        PcscDaemon daemon = new PcscDaemon(builder.start(), port, log);
        daemon.await("pcscd does not start", daemon::hasSocketOfItsOwn);
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

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** What a program needs to find this daemon, and no other. */
    Map<String, String> environment() {
        return Map.of("PCSCLITE_CSOCK_NAME", socket().toString());
    }

    void awaitCard() throws IOException, InterruptedException {
        String tool = Required.file("opensc", "/usr/bin/opensc-tool").toString();
        await("pcscd sees no card", () -> {
            try {
                ProcessBuilder builder = new ProcessBuilder(tool, "--reader", "0", "--atr");
                builder.environment().putAll(environment());
                return builder.redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    private void await(String failure, BooleanSupplier condition) throws IOException, InterruptedException {
        while (process.isAlive()) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(100);
        }
        close();
        throw new AssertionError(failure + ": " + Files.readString(log));
    }

    /** Until the process has its file system, its files are the machine's, and the machine may have a daemon. */
    private boolean hasSocketOfItsOwn() {
        try {
            return Files.exists(socket())
                    && !(Files.exists(OF_THE_MACHINE) && Files.isSameFile(socket(), OF_THE_MACHINE));
        } catch (IOException e) {
            return false;
        }
    }

    private Path socket() {
        return Path.of("/proc", Long.toString(process.pid()), "root/run/pcscd/pcscd.comm");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
