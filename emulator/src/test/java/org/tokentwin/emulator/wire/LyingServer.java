package org.tokentwin.emulator.wire;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a sound server and changes words of the responses: lengths, counts, results, values. The first ones pass as they are. */
final class LyingServer implements AutoCloseable {
    private static final int GREETING_BYTES = 24;
    private static final int HONEST_RESPONSES = 12;
    private static final long[] WORDS = {
        0, 1, 2, 7, 8, 9, 1 << 16, 64L << 20, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1, -8
    };

    private final ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final Path server;
    private final Random random;
    private final AtomicInteger responses = new AtomicInteger();
    private final AtomicInteger lies = new AtomicInteger();

    LyingServer(Path socket, Path server, long seed) throws IOException {
        this.server = server;
        this.random = new Random(seed);
        listening.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::accept);
    }

    /** How many responses were changed. */
    int lies() {
        return lies.get();
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                SocketChannel client = listening.accept();
                SocketChannel sound = SocketChannel.open(UnixDomainSocketAddress.of(server));
                Thread.ofVirtual().start(() -> pass(client, sound, this::requests));
                Thread.ofVirtual().start(() -> pass(sound, client, this::responses));
            } catch (IOException e) {
                return; // it was closed
            }
        }
    }

    @FunctionalInterface
    private interface Passing {
        void pass(InputStream in, OutputStream out) throws IOException;
    }

    private static void pass(SocketChannel from, SocketChannel to, Passing passing) {
        try (from;
                to) {
            passing.pass(Channels.newInputStream(from), Channels.newOutputStream(to));
        } catch (IOException e) {
            // one of them has gone, and so the other goes
        }
    }

    private void requests(InputStream in, OutputStream out) throws IOException {
        in.transferTo(out);
    }

    private void responses(InputStream in, OutputStream out) throws IOException {
        DataInputStream whole = new DataInputStream(in);
        out.write(whole.readNBytes(GREETING_BYTES));
        boolean comes;
        do {
            byte[] header = new byte[Long.BYTES];
            whole.readFully(header);
            int length =
                    (int) ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getLong();
            byte[] response = Arrays.copyOf(header, length);
            whole.readFully(response, Long.BYTES, length - Long.BYTES);
            comes = passOn(response, out);
        } while (comes);
    }

    /** Whether more can come: behind a response of a wrong length the client would wait for ever. */
    private synchronized boolean passOn(byte[] bytes, OutputStream out) throws IOException {
        if (responses.incrementAndGet() <= HONEST_RESPONSES || random.nextInt(3) != 0) {
            out.write(bytes);
            return true;
        }
        lies.incrementAndGet();
        int kind = random.nextInt(12);
        if (kind == 0) {
            out.write(bytes, 0, random.nextInt(bytes.length));
            return false;
        }
        int first = kind == 1 ? 0 : 1;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int word = first + random.nextInt(bytes.length / Long.BYTES - first);
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(word * Long.BYTES, WORDS[random.nextInt(WORDS.length)]);
        }
        out.write(bytes);
        return kind != 1;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
