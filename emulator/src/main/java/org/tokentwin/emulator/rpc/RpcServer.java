package org.tokentwin.emulator.rpc;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.socket.UnixServer;

/** Serves PKCS#11 applications on a Unix socket. Each connection is an application of its own. */
public final class RpcServer implements AutoCloseable {
    private final UnixServer server;

    private RpcServer(UnixServer server) {
        this.server = server;
    }

    /**
     * Begins to serve.
     *
     * @param socket at most 107 bytes of path; its directory is made, mode 0700, where there is none. A socket that a dead server left is
     *     replaced
     * @param applications makes an application for each connection
     * @throws IOException when another server listens there, the directory is open to others, or the socket cannot be made
     */
    public static RpcServer start(Path socket, Supplier<Cryptoki> applications) throws IOException {
        return new RpcServer(UnixServer.start(
                socket,
                (in, out) -> new RpcConnection(
                                new DataInputStream(new BufferedInputStream(in)),
                                new DataOutputStream(new BufferedOutputStream(out)),
                                applications.get())
                        .serve()));
    }

    /** The applications that are connected now. */
    public int connections() {
        return server.connections();
    }

    /**
     * Ends every connection, and with it every session, and removes the socket. A call that is being carried out has five seconds to come to
     * its end. A second call does nothing.
     */
    @Override
    public void close() {
        server.close();
    }
}
