package org.tokentwin.emulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
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
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;

/**
 * 64 threads in the process and 64 connections to a server, at once: no error, and nothing that grows after warm-up. {@code
 * -Dtokentwin.load.seconds=3600} for the long run, which logs what it saw. Alone in its JVM while it runs, since it counts what the JVM
 * holds.
 */
@Isolated
@Tag("devices")
class LoadTest {
    private static final System.Logger LOG = System.getLogger(LoadTest.class.getName());
    private static final long SECONDS = Long.getLong("tokentwin.load.seconds", 15);
    /** From here on a run is logged. */
    private static final long LONG_RUN = 60;

    private static final int WARM_UP_PARTS = 6;
    private static final int REPORTS = 10;
    private static final int USERS_OF_EACH_KIND = 64;
    private static final int MOST_MORE_MEGABYTES = 24;
    private static final int MOST_MORE_THREADS = 8;
    private static final int MOST_MORE_DESCRIPTORS = 16;
    /** Of the fifteen comparisons the last one blocks, and answers as the blocked card does. */
    private static final int COMPARISONS_THAT_ANSWER = 14;

    @TempDir
    private Path directory;

    @Test
    void threadsAndConnections_failNowhereAndLeaveNothing() throws Exception {
        TokenHome home = new TokenHome(directory.resolve("home"));
        KeptToken.create(home, "served", ecToken(), Optional.empty());
        Path socket = directory.resolve("run").resolve("pkcs11");
        try (EmulatedToken token = ecToken();
                Emulator emulator = Emulator.with(token);
                KeptToken kept = KeptToken.open(home, "served");
                Emulator server = Emulator.with(kept.token());
                RpcServer _ = RpcServer.start(socket, server::connect);
                StayingUsers users = new StayingUsers(number -> number < USERS_OF_EACH_KIND
                        ? new InProcessUser(emulator, token)
                        : new SocketUser(socket, kept.token(), number))) {
            assertNothingGrows(users, List.of(token.card(), kept.token().card()));
        }
    }

    private static void assertNothingGrows(MixedWork.Users users, List<Card> cards) throws Exception {
        long millis = SECONDS * 1000;
        long calls = MixedWork.during(millis / WARM_UP_PARTS, 2 * USERS_OF_EACH_KIND, users);
        State warm = State.now(cards);
        report("warm", calls, warm);
        State now = warm;
        for (int part = 1; part <= REPORTS; part++) {
            calls += MixedWork.during((millis - millis / WARM_UP_PARTS) / REPORTS, 2 * USERS_OF_EACH_KIND, users);
            now = State.now(cards);
            report(part + " of " + REPORTS, calls, now);
        }

        assertThat(calls).isGreaterThan(2 * USERS_OF_EACH_KIND);
        assertThat(now.cards()).isEqualTo(warm.cards());
        assertNotMore(warm.process(), now.process());
    }

    private static void assertNotMore(Resources warm, Resources after) {
        assertThat(after.heapMegabytes()).as("heap").isLessThanOrEqualTo(warm.heapMegabytes() + MOST_MORE_MEGABYTES);
        assertThat(after.otherMegabytes())
                .as("memory beside the heap")
                .isLessThanOrEqualTo(warm.otherMegabytes() + MOST_MORE_MEGABYTES);
        assertThat(after.threads()).as("threads").isLessThanOrEqualTo(warm.threads() + MOST_MORE_THREADS);
        assertThat(after.fileDescriptors())
                .as("file descriptors")
                .isLessThanOrEqualTo(warm.fileDescriptors() + MOST_MORE_DESCRIPTORS);
    }

    private static void report(String moment, long calls, State state) {
        if (SECONDS >= LONG_RUN) {
            LOG.log(System.Logger.Level.INFO, "{0}: {1} calls; {2}", moment, Long.toString(calls), state);
        }
    }

    /** What is taken while nobody works; those who stay are still there. */
    private record State(Resources process, List<CardContent> cards) {
        static State now(List<Card> cards) {
            return new State(
                    Resources.now(), cards.stream().map(CardContent::of).toList());
        }

        @Override
        public String toString() {
            return process + "; " + cards;
        }
    }

    private static EmulatedToken ecToken() {
        return EmulatedToken.order().key(KeyType.P256).withTestKey().issue();
    }

    @Test
    void threadsRacingOnWrongPins_getFifteenComparisonsTogether() throws Exception {
        try (EmulatedToken token = ecToken()) {
            AtomicInteger compared = new AtomicInteger();
            Card card = token.faults();
            MixedWork.during(500, USERS_OF_EACH_KIND, number -> new Guesser(card, compared));

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
