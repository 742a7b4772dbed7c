package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tokentwin.emulator.control.ServedTokens;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.control.Verbs;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.recording.RecordingFile;

/** Opens the socket as a server does, and remembers what it was to serve; it answers nobody. */
final class RecordingServer implements TokenServer {
    private Optional<ServerSocket> listening = Optional.empty();
    private List<String> served = List.of();

    @Override
    public Listening listen(
            ServerSocket socket,
            ServedTokens tokens,
            List<Verb> more,
            Consumer<String> notices,
            int most,
            Optional<RecordingFile> recorder) {
        listening = Optional.of(socket);
        served = serials(tokens.emulator().newApplication());
        ServerSocketChannel channel = bound(socket);
        return new Listening() {
            @Override
            public ServerSocket socket() {
                return socket;
            }

            @Override
            public Verbs verbs() {
                return new Verbs(more);
            }

            @Override
            public void close() {
                try {
                    channel.close();
                    Files.delete(socket.path());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static ServerSocketChannel bound(ServerSocket socket) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            Files.createDirectories(socket.path().getParent());
            return channel.bind(UnixDomainSocketAddress.of(socket.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> serials(Cryptoki application) {
        application.initialize(null);
        try {
            return Arrays.stream(application.getSlotList(true))
                    .mapToObj(slot ->
                            application.getTokenInfo(slot).serialNumber().strip())
                    .toList();
        } finally {
            application.finalizeCryptoki(false);
        }
    }

    /** The serial numbers of the tokens that it was to serve. */
    List<String> served() {
        return served;
    }

    ServerSocket socket() {
        return listening.orElseThrow();
    }
}
