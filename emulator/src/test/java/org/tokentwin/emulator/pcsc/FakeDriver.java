package org.tokentwin.emulator.pcsc;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;

/** The reader's side of vpcd's protocol. Like the real driver, it accepts a card and asks for its ATR. */
final class FakeDriver implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int LONGEST_WAIT_MILLIS = Math.toIntExact(
            Duration.ofMinutes(Long.getLong("tokentwin.patience.minutes", 10)).toMillis());

    private final ServerSocket listening;

    FakeDriver() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(LONGEST_WAIT_MILLIS);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
    }

    /** The next card that is plugged in, and its ATR. */
    Plugged accept() throws IOException {
        Socket socket = listening.accept();
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        return new Plugged(socket);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    /** A card in the reader. */
    static final class Plugged implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;

        private Plugged(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
        }

        /** Sends a frame and takes the answer; both in hexadecimal, without lengths. */
        String ask(String frame) throws IOException {
            send(frame);
            return HEX.formatHex(VpcdFrame.read(in));
        }

        /** Sends a frame that has no answer. */
        void send(String frame) throws IOException {
            VpcdFrame.write(socket.getOutputStream(), HEX.parseHex(frame));
        }

        /** Whether the other side has hung up, which is waited for. */
        boolean isUnplugged() throws IOException {
            return socket.getInputStream().read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
