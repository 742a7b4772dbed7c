package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.StoreException;
import org.tokentwin.emulator.store.TokenHome;

/** A file beside each kept token that is served, which names the server's socket, so that a command finds the server by the token's name. */
final class ServedMark implements AutoCloseable {
    private static final String NAME = "server";

    private final List<Path> files = new ArrayList<>();

    private ServedMark() {}

    /** Marks the tokens until it is closed. */
    static ServedMark set(TokenHome home, List<KeptToken> tokens, ServerSocket socket) {
        ServedMark mark = new ServedMark();
        try {
            for (KeptToken token : tokens) {
                Path file = home.tokenDirectory(token.name()).resolve(NAME);
                mark.files.add(file);
                Files.writeString(file, socket.path() + "\n");
            }
            return mark;
        } catch (IOException e) {
            mark.close();
            throw new StoreException("The directory of a token cannot be written: " + e.getMessage(), e);
        }
    }

    /** The server that has a token; empty where none does, or the one that did was killed. */
    static Optional<ServerSocket> read(TokenHome home, String name) {
        try {
            Path file = home.tokenDirectory(name).resolve(NAME);
            return Optional.of(new ServerSocket(Path.of(Files.readString(file).strip())))
                    .filter(socket -> Files.exists(socket.control(), LinkOption.NOFOLLOW_LINKS));
        } catch (IOException | StoreException e) {
            return Optional.empty(); // not served, or a serial number, or no token's name at all
        }
    }

    @Override
    public void close() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new StoreException("The file " + file + " cannot be deleted: " + e.getMessage(), e);
            }
        }
    }
}
