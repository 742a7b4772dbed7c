package org.tokentwin.emulator.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.tokentwin.emulator.socket.UnixServer;

/** Takes requests on a Unix socket that only this user reaches, and has each carried out by its verb. */
public final class ControlServer implements AutoCloseable {
    private final UnixServer server;

    private ControlServer(Path socket, Verbs verbs, Consumer<String> notices) throws IOException {
        server = UnixServer.start(socket, new ControlConversation(verbs)::hold, notices);
    }

    /**
     * Begins to listen.
     *
     * @param socket as {@link UnixServer#start} takes it
     * @param notices as {@link UnixServer#start} takes them
     * @throws IOException when another server listens there, the directory is open to others, or the socket cannot be made
     */
    public static ControlServer start(Path socket, List<Verb> verbs, Consumer<String> notices) throws IOException {
        return start(socket, new Verbs(verbs), notices);
    }

    /** Likewise, for verbs that are asked on another way too. */
    public static ControlServer start(Path socket, Verbs verbs, Consumer<String> notices) throws IOException {
        return new ControlServer(socket, verbs, notices);
    }

    /** Ends every connection and removes the socket. A second call does nothing. */
    @Override
    public void close() {
        server.close();
    }
}
