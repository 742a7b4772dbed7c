package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.util.function.Supplier;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.rpc.RpcServer;

/** Serves tokens by p11-kit's RPC protocol. */
final class RpcTokenServer implements TokenServer {
    @Override
    public Listening listen(ServerSocket socket, Supplier<Cryptoki> applications) {
        RpcServer server = start(socket, applications);
        return new Listening() {
            @Override
            public ServerSocket socket() {
                return socket;
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    private static RpcServer start(ServerSocket socket, Supplier<Cryptoki> applications) {
        try {
            return RpcServer.start(socket.path(), applications);
        } catch (IOException e) {
            throw CommandException.failure(
                    "no server can listen on " + socket.path() + ": " + e.getMessage(),
                    "Stop the other server, or name another path with --socket.");
        }
    }
}
