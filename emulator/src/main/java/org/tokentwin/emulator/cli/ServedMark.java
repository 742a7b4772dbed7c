package org.tokentwin.emulator.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.StoreException;
import org.tokentwin.emulator.store.TokenHome;

/** A file next to each kept token that is served, which names the server's socket, so that a command finds the server by the token's name. */
final class ServedMark implements AutoCloseable {
    private final List<KeptToken> tokens = new ArrayList<>();

    private ServedMark() {}

    /** Marks the tokens until it is closed. */
    static ServedMark set(List<KeptToken> tokens, ServerSocket socket) {
        ServedMark mark = new ServedMark();
        try {
            for (KeptToken token : tokens) {
                mark.tokens.add(token);
                token.noteServer(socket.path());
            }
            return mark;
        } catch (StoreException e) {
            mark.close();
            throw e;
        }
    }

    /** The server that has a token; empty where none does, or the one that did was killed. */
    static Optional<ServerSocket> read(TokenHome home, String name) {
        return KeptToken.notedServer(home, name)
                .map(ServerSocket::new)
                .filter(socket -> Files.exists(socket.control(), LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public void close() {
        tokens.forEach(KeptToken::forgetServer);
    }
}
