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
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

class WireServerTest {
    private static final int GREETING_BYTES = 24;
    private static final byte[] GREETING = {'T', 'W', 'I', 'N', 2, 8, 8, 0};
    private static final int LYING_CLIENTS = 1000;

    /** Each announces as much as a message may have, and sends no more. */
    @Test
    void announcedLength_costsNoMemoryBeforeItsBytesCome() throws Exception {
        CountDownLatch waiting = new CountDownLatch(LYING_CLIENTS);
        CountDownLatch end = new CountDownLatch(1);
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            WireServer server = new WireServer(emulator::newApplication);
            for (int i = 0; i < LYING_CLIENTS; i++) {
                Thread.ofVirtual().start(() -> serve(server, waiting, end));
            }
            waiting.await();

            ByteArrayOutputStream answers = new ByteArrayOutputStream();
            server.serve(new ByteArrayInputStream(request(16, 0)), answers);
            assertThat(answers.size()).isEqualTo(GREETING_BYTES);
        } finally {
            end.countDown();
        }
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
            new WireServer(emulator::newApplication).serve(new ByteArrayInputStream(request), answers);

            assertThat(answers.size()).isEqualTo(GREETING_BYTES);
        }
    }

    private static void serve(WireServer server, CountDownLatch waiting, CountDownLatch end) {
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
        byte[] announced = request(Message.MOST_BYTES, 0);
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
