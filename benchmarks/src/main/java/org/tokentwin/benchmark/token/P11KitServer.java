package org.tokentwin.benchmark.token;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** p11-kit's server over a token of SoftHSM2, in its own process. */
final class P11KitServer {
    static final String VARIABLE = "P11_KIT_SERVER_ADDRESS";

    private static final String PACKAGE = "p11-kit";
    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    private P11KitServer() {}

    static PreparedTarget prepare(String name, Optional<Path> softHsm2Module, Workshop workshop)
            throws PreparationException {
        SoftHsm2 softHsm2 = SoftHsm2.make(name, softHsm2Module, workshop);
        Path home = workshop.directoryOf(name + "-server");
        Path socket = home.resolve("socket");
        Process server = new Tool(PACKAGE, softHsm2.environment())
                .begin(
                        home.resolve("log"),
                        "p11-kit",
                        "server",
                        "--foreground",
                        "--provider",
                        softHsm2.module().toString(),
                        "--name",
                        socket.toString(),
                        "pkcs11:");
        try {
            await(socket, server);
            return PreparedTarget.of(
                    client(name, socket, SoftHsm2.LABEL, workshop),
                    "p11-kit server over " + softHsm2.about(),
                    () -> stop(server));
        } catch (PreparationException e) {
            stop(server);
            throw e;
        }
    }

    /** A target behind a socket: the module is p11-kit's client. */
    static TargetDescription client(String name, Path socket, String label, Workshop workshop)
            throws PreparationException {
        return new TargetDescription(
                name,
                Optional.of(ModuleFile.of(Optional.empty(), "p11-kit-modules", "pkcs11/p11-kit-client.so")),
                Map.of(VARIABLE, "unix:path=" + socket),
                TokenSelection.labelled(label),
                true,
                Optional.empty(),
                Optional.of(workshop.contents()),
                Optional.empty());
    }

    private static void await(Path socket, Process server) throws PreparationException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!Files.exists(socket)) {
            if (!server.isAlive() || System.nanoTime() > end) {
                throw new PreparationException("p11-kit server does not start", "Run it by hand.");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PreparationException("interrupted while p11-kit server started", "Start again.");
            }
        }
    }

    private static void stop(Process server) {
        server.descendants().forEach(ProcessHandle::destroy);
        server.destroy();
    }
}
