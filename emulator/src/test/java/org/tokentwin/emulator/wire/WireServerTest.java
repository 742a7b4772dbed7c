package org.tokentwin.emulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

class WireServerTest {
    private static final int GREETING_BYTES = 24;
    private static final byte[] GREETING = {'T', 'W', 'I', 'N', 2, 8, 8, 0};
    private static final int LYING_CLIENTS = 1000;
    private static final int MEBIBYTE = 1 << 20;
    private static final int HOST_MEMORY = 2;
    private static final int FINALIZE = CryptokiFunction.C_Finalize.index();

    private final RequestMemory memory = new RequestMemory(4 * MEBIBYTE);

    /** Each announces as much as a message may have, and sends no more. */
    @Test
    void announcedLength_costsNoMemoryBeforeItsBytesCome() throws Exception {
        CountDownLatch waiting = new CountDownLatch(LYING_CLIENTS);
        CountDownLatch end = new CountDownLatch(1);
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            WireServer server = new WireServer(emulator::connect, memory);
            for (int i = 0; i < LYING_CLIENTS; i++) {
                Thread.ofVirtual().start(() -> serve(server, waiting, end));
            }
            waiting.await();

            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            server.serve(new ByteArrayInputStream(request(16, 0)), answers);
            assertThat(answers.size()).isEqualTo(GREETING_BYTES);
            assertThat(memory.held()).isZero();
        } finally {
            end.countDown();
        }
    }

    /** Each sends half of what it announced. Together they get no more than there is, and a small request is served beside them. */
    @Test
    void halfRequests_holdNoMoreTogetherThanThereIs() throws Exception {
        CountDownLatch waiting = new CountDownLatch(8);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> clients = new ArrayList<>();
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            WireServer server = new WireServer(emulator::connect, memory);
            byte[] half = Arrays.copyOf(request(2 * MEBIBYTE, 0), MEBIBYTE);
            for (int i = 0; i < 8; i++) {
                clients.add(Thread.ofVirtual().start(() -> serve(server, half, waiting, end)));
            }
            waiting.await();

            assertThat(memory.held()).isBetween(1L * MEBIBYTE, 4L * MEBIBYTE);
            assertThat(memory.refused()).isPositive();
            assertThat(answerTo(server, request(24, FINALIZE))).isNotEqualTo(HOST_MEMORY);
            assertThat(answerTo(server, Arrays.copyOf(request(MEBIBYTE, FINALIZE), GREETING_BYTES + MEBIBYTE)))
                    .isEqualTo(HOST_MEMORY);
            end.countDown();
            for (Thread client : clients) {
                client.join();
            }
            assertThat(memory.held()).isZero();
        } finally {
            end.countDown();
        }
    }

    /** A call that waits is the connection's last until it is answered: there are not as many threads as a client has requests. */
    @Test
    void requestBeforeTheLastOneWasAnswered_endsTheConnection() throws Exception {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            byte[] wait = ByteBuffer.allocate(40)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(40)
                    .putLong(CryptokiFunction.C_WaitForSlotEvent.index())
                    .putLong(0)
                    .putLong(1)
                    .putLong(0)
                    .array();
            byte[] initialize = ByteBuffer.allocate(24)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(24)
                    .putLong(CryptokiFunction.C_Initialize.index())
                    .putLong(0)
                    .array();
            AtomicInteger read = new AtomicInteger();
            InputStream requests = new InputStream() {
                @Override
                public int read() {
                    throw new UnsupportedOperationException("requests come whole");
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    byte[] next = read.incrementAndGet() == 1 ? initialize : wait;
                    System.arraycopy(next, 0, bytes, offset, next.length);
                    return next.length;
                }
            };

            InputStream greeting = new ByteArrayInputStream(request(0, 0), 0, GREETING_BYTES);
            new WireServer(emulator::connect, memory)
                    .serve(new SequenceInputStream(greeting, requests), OutputStream.nullOutputStream());

            assertThat(read).hasValueLessThan(4);
        }
    }

    /** The result of the one call that a client makes. */
    private static long answerTo(WireServer server, byte[] request) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        byte[] whole = Arrays.copyOf(request, Math.max(request.length, GREETING_BYTES + 24));
        server.serve(new ByteArrayInputStream(whole), answers);
        return ByteBuffer.wrap(answers.toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(GREETING_BYTES + Long.BYTES);
    }

    /** A refusal that there is not, one that is too long, and a function that there is not: each ends the connection, and nothing is answered. */
    @ParameterizedTest
    @CsvSource({"24, 0x0000000300000000", "24, 0x8000000000000000", "16, 0x0000000200000000", "24, 0x0000000200000FFF"})
    void refusalThatIsNone_endsTheConnection(int length, String function) throws Exception {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            byte[] request = Arrays.copyOf(
                    request(length, Long.parseUnsignedLong(function.substring(2), 16)), GREETING_BYTES + length);
            new WireServer(emulator::connect, memory).serve(new ByteArrayInputStream(request), answers);

            assertThat(answers.size()).isEqualTo(GREETING_BYTES);
        }
    }

    private static void serve(WireServer server, CountDownLatch waiting, CountDownLatch end) {
        serve(server, request(Message.MOST_BYTES, 0), waiting, end);
    }

    private static void serve(WireServer server, byte[] announced, CountDownLatch waiting, CountDownLatch end) {
        InputStream rest = new InputStream() {
            @Override
            public int read() {
                waiting.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return read();
            }
        };
        try (InputStream in = new SequenceInputStream(new ByteArrayInputStream(announced), rest)) {
            server.serve(in, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A greeting, and the beginning of a request of so many bytes. */
    private static byte[] request(long length, long function) {
        return ByteBuffer.allocate(GREETING_BYTES + 2 * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(GREETING)
                .put(new byte[GREETING_BYTES - GREETING.length])
                .putLong(length)
                .putLong(function)
                .array();
    }
}
