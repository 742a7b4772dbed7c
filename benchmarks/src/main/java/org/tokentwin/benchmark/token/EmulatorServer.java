package org.tokentwin.benchmark.token;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The emulator behind a socket, in the process that leads the run: a separate server for the processes that measure. */
public final class EmulatorServer {
    private EmulatorServer() {}

    /** Serves a fresh token by p11-kit's client until the target is closed. */
    public static PreparedTarget prepare(String name, Workshop workshop) throws PreparationException {
        return prepare(
                name,
                workshop,
                "TokenTwin, over a socket by p11-kit's client",
                (socket, target) -> P11KitServer.client(name, socket, target.label(), workshop));
    }

    /** Likewise, by TokenTwin's own library. */
    public static PreparedTarget prepareNative(String name, Workshop workshop) throws PreparationException {
        return prepare(
                name,
                workshop,
                "TokenTwin, over a socket by its own library",
                (socket, target) -> new TargetDescription(
                        name,
                        Optional.of(EmulatorTarget.library(socket.resolveSibling("lib"))),
                        Map.of(EmulatorTarget.SOCKET_VARIABLE, socket.toString()),
                        TokenSelection.labelled(target.label()),
                        true,
                        Optional.empty(),
                        Optional.of(workshop.contents()),
                        Optional.empty()));
    }

    /** What programs load to reach the server. */
    private interface Client {
        TargetDescription of(Path socket, EmulatorTarget target) throws IOException, PreparationException;
    }

    private static PreparedTarget prepare(String name, Workshop workshop, String about, Client client)
            throws PreparationException {
        Path socket = workshop.directoryOf(name).resolve("socket");
        EmulatorTarget target = EmulatorTarget.fresh();
        try {
            AutoCloseable server = target.serve(socket);
            return PreparedTarget.of(client.of(socket, target), about, () -> stop(server, target));
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
