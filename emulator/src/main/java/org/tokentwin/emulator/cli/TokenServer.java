package org.tokentwin.emulator.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tokentwin.emulator.control.ServedTokens;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.control.Verbs;
import org.tokentwin.emulator.recording.RecordingFile;
import org.tokentwin.emulator.socket.UnixServer;

/** Serves tokens to other processes on a Unix socket, each connection a separate application, and takes requests on a second socket. */
interface TokenServer {
    /**
     * Listens until it is closed, which ends the connections and removes the socket.
     *
     * @param notices receives a line that says why a client was turned away, or a request was not heard; on any thread
     */
    default Listening listen(ServerSocket socket, ServedTokens tokens, Consumer<String> notices) {
        return listen(socket, tokens, List.of(), notices);
    }

    /**
     * Likewise.
     *
     * @param more what the server can be asked besides what is asked about tokens
     */
    default Listening listen(ServerSocket socket, ServedTokens tokens, List<Verb> more, Consumer<String> notices) {
        return listen(socket, tokens, more, notices, UnixServer.MOST_CONNECTIONS, Optional.empty());
    }

    /**
     * Likewise.
     *
     * @param most connections at a time
     * @param recorder is given each call when it is over
     */
    Listening listen(
            ServerSocket socket,
            ServedTokens tokens,
            List<Verb> more,
            Consumer<String> notices,
            int most,
            Optional<RecordingFile> recorder);

    /** A server at work. */
    interface Listening extends AutoCloseable {
        ServerSocket socket();

        /** What it can be asked. */
        Verbs verbs();

        @Override
        void close();
    }
}
