package org.tokentwin.benchmark.token;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The emulator behind a socket, in the process that leads the run: a server of its own for the processes that measure. */
public final class EmulatorServer {
    private EmulatorServer() {}

    /** Serves a fresh token until the target is closed. */
    public static PreparedTarget prepare(String name, Workshop workshop) throws PreparationException {
        Path socket = workshop.directoryOf(name).resolve("socket");
        EmulatorTarget target = EmulatorTarget.fresh();
        try {
            AutoCloseable server = target.serve(socket);
            return PreparedTarget.of(
                    P11KitServer.client(name, socket, Optional.of(target.label()), workshop),
                    "TokenTwin, over a socket by p11-kit's client",
                    () -> stop(server, target));
        } catch (IOException e) {
            target.close();
            throw new PreparationException(
                    "the emulator cannot listen on " + socket + ": " + e.getMessage(),
                    "Name a shorter java.io.tmpdir.");
        }
    }

    private static void stop(AutoCloseable server, EmulatorTarget target) {
        try (target) {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
