package org.tokentwin.emulator.cli;

import java.util.function.Supplier;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Serves tokens to other processes on a Unix socket, each connection an application of its own. */
interface TokenServer {
    /** Listens until it is closed, which ends the connections and removes the socket. */
    Listening listen(ServerSocket socket, Supplier<Cryptoki> applications);

    /** A server at work. */
    interface Listening extends AutoCloseable {
        ServerSocket socket();

        @Override
        void close();
    }
}
