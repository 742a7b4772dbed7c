package org.tokentwin.emulator.cli;

import org.tokentwin.emulator.control.ServedTokens;

/** Serves tokens to other processes on a Unix socket, each connection an application of its own, and takes requests beside it. */
interface TokenServer {
    /** Listens until it is closed, which ends the connections and removes the socket. */
    Listening listen(ServerSocket socket, ServedTokens tokens);

    /** A server at work. */
    interface Listening extends AutoCloseable {
        ServerSocket socket();

        @Override
        void close();
    }
}
