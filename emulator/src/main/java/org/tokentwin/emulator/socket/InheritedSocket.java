package org.tokentwin.emulator.socket;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** The socket that another process opened for this one, as its standard input: a {@code .socket} unit of systemd's, with StandardInput=socket. */
final class InheritedSocket {
    private InheritedSocket() {}

    /** Returns it where it listens at this very path; empty if there is none, or it is another. */
    static Optional<ServerSocketChannel> at(Path socket) throws IOException {
        return System.inheritedChannel() instanceof ServerSocketChannel channel
                        && channel.getLocalAddress() instanceof UnixDomainSocketAddress address
                        && address.getPath().equals(socket)
                ? Optional.of(channel)
                : Optional.empty();
    }
}
