package org.tokentwin.emulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.card.StatusWord;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.rpc.RpcServer;

/**
 * 64 users of one token at once: no error, and nothing that grows once all is warm. {@code -Dtokentwin.load.seconds=3600} for the long run,
 * half of which is in the process and half over the socket. Alone in its JVM while it runs, since it counts what the JVM holds.
 */
@Isolated
class LoadTest {
    private static final long MILLIS = Long.getLong("tokentwin.load.seconds", 12) * 500;
    private static final int MOST_MORE_MEGABYTES = 24;
    private static final int MOST_MORE_THREADS = 8;
    private static final int MOST_MORE_DESCRIPTORS = 16;
    /** Of the fifteen comparisons the last one blocks, and answers as the blocked card does. */
    private static final int COMPARISONS_THAT_ANSWER = 14;

    @TempDir
    private Path directory;

    @Test
    void manyThreadsInTheProcess_failNowhereAndLeaveNothing() throws Exception {
        try (EmulatedToken token = ecToken();
                Emulator emulator = Emulator.with(token)) {
            assertNothingGrows(number -> new InProcessUser(emulator, token));
        }
    }

    @Test
    void manyConnections_failNowhereAndLeaveNothing() throws Exception {
        Path socket = directory.resolve("run").resolve("pkcs11");
        try (EmulatedToken token = ecToken();
                Emulator emulator = Emulator.with(token);
                RpcServer _ = RpcServer.start(socket, emulator::newApplication)) {
            assertNothingGrows(number -> new SocketUser(socket, token, number));
        }
    }

    private static EmulatedToken ecToken() {
        return EmulatedToken.order().key(KeyType.P256).withTestKey().issue();
    }

    private static void assertNothingGrows(MixedWork.Users users) throws Exception {
        MixedWork.during(MILLIS / 3, users);
        Resources warm = Resources.now();
        long done = MixedWork.during(MILLIS, users);
        Resources after = Resources.now();

        assertThat(done).isGreaterThan(MixedWork.USERS);
        assertThat(after.heapMegabytes()).as("heap").isLessThanOrEqualTo(warm.heapMegabytes() + MOST_MORE_MEGABYTES);
        assertThat(after.threads()).as("threads").isLessThanOrEqualTo(warm.threads() + MOST_MORE_THREADS);
        assertThat(after.fileDescriptors())
                .as("file descriptors")
                .isLessThanOrEqualTo(warm.fileDescriptors() + MOST_MORE_DESCRIPTORS);
        if (MILLIS > 60_000) {
            System.getLogger(LoadTest.class.getName())
                    .log(System.Logger.Level.INFO, done + " calls; " + warm + " became " + after);
        }
    }

    @Test
    void threadsRacingOnWrongPins_getFifteenComparisonsTogether() throws Exception {
        try (EmulatedToken token = ecToken()) {
            AtomicInteger compared = new AtomicInteger();
            Card card = token.faults();
            MixedWork.during(500, number -> new Guesser(card, compared));

            assertThat(compared).hasValue(COMPARISONS_THAT_ANSWER);
            byte[] right = new String(token.pin()).getBytes(StandardCharsets.US_ASCII);
            assertThat(CardChannel.basic(card)
                            .transmit(new CommandApdu(0x20, 0, 0x11, right, 0))
                            .sw())
                    .isEqualTo(StatusWord.SW_AUTHENTICATION_BLOCKED);
        }
    }

    /** Presents a wrong PIN on a channel of its own. A comparison answers with the tries left, or blocks; the blocked card only blocks. */
    private record Guesser(CardChannel channel, AtomicInteger compared) implements MixedWork.User {
        Guesser(Card card, AtomicInteger compared) {
            this(CardChannel.open(card).orElseThrow(), compared);
        }

        @Override
        public void work(Random random) {
            byte[] wrong = ("Wrong!" + random.nextInt(1000)).getBytes(StandardCharsets.US_ASCII);
            int sw = channel.transmit(new CommandApdu(0x20, 0, 0x11, wrong, 0)).sw();
            if (StatusWord.isTriesLeft(sw)) {
                compared.incrementAndGet();
            } else {
                assertThat(sw).isEqualTo(StatusWord.SW_AUTHENTICATION_BLOCKED);
            }
        }

        @Override
        public void close() {
            channel.close();
        }
    }
}
