package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.rpc.RpcSession;

/**
 * Kills a server at random moments of a seeded stream of calls, and after each kill holds what the token is then against what the calls
 * explain that were answered, and at most the one that was not.
 */
final class KillingSpree {
    private static final System.Logger LOG = System.getLogger(KillingSpree.class.getName());
    /** From so many kills on a run is logged. */
    private static final int LONG_RUN = 200;

    private static final int REPORT_EACH = 50;
    private static final int MOST_CALLS_IN_PEACE = 8;
    private static final int LONGEST_WAIT_MICROS = 30_000;
    private static final String NAME = "killed";

    private final Path socket;
    private final TokenHome home;
    private final long seed;
    private final Random random;
    private final RandomWork work;
    private final Victim.Start start;
    private final Map<String, Integer> interrupted = new TreeMap<>();
    private int answered;
    private TokenState state;

    KillingSpree(Path directory, long seed, Victim.Start start) {
        this.socket = directory.resolve("run").resolve("pkcs11");
        this.home = new TokenHome(directory.resolve("home"));
        this.seed = seed;
        this.random = new Random(seed);
        this.work = new RandomWork(random);
        this.start = start;
        KeptToken.create(home, NAME, EmulatedToken.order().withTestKey().issue(), Optional.empty());
        this.state =
                observe(List.of(new String(KeptToken.describe(home, NAME).pin().chars())));
    }

    /** The calls that were answered. */
    int answered() {
        return answered;
    }

    /** @throws AssertionError at the first kill after which the token is what no such calls explain */
    void kill(int kills) throws IOException, InterruptedException {
        for (int kill = 1; kill <= kills; kill++) {
            int callsInPeace = random.nextInt(MOST_CALLS_IN_PEACE + 1);
            Life life = live(callsInPeace, Duration.ofNanos(1000L * random.nextInt(LONGEST_WAIT_MICROS)));
            TokenState found =
                    observe(List.of(life.before().pin(), life.inFlight().after().pin()));

            assertThat(life.outcomes())
                    .as("kill %d of seed %d, in %s", kill, seed, life.inFlight().name())
                    .contains(found);
            interrupted.merge(firstWord(life.inFlight().name()) + life.outcome(found), 1, Integer::sum);
            state = found.afterRightPin(); // which observing it took
            if (kills >= LONG_RUN && kill % REPORT_EACH == 0) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "{0} kills of seed {1}, {2} calls answered; calls killed in, and what was left: {3}",
                        Integer.toString(kill),
                        Long.toString(seed),
                        Integer.toString(answered),
                        interrupted);
            }
        }
    }

    private static String firstWord(String name) {
        return name.replaceAll(" ?(object )?[0-9a-f]*$", "");
    }

    /** From a start to a kill. */
    private record Life(TokenState before, Step inFlight) {
        List<TokenState> outcomes() {
            List<TokenState> outcomes = new ArrayList<>(inFlight.between());
            outcomes.add(before);
            outcomes.add(inFlight.after());
            return outcomes;
        }

        String outcome(TokenState found) {
            if (found.equals(before)) {
                return found.equals(inFlight.after()) ? " (same)" : " (old)";
            }
            return found.equals(inFlight.after()) ? " (new)" : " (between)";
        }
    }

    /** A slow machine answers as many calls as a fast one before the time begins to run. */
    private Life live(int callsInPeace, Duration time) throws IOException, InterruptedException {
        TokenState before = state;
        boolean loggedIn = false;
        int calls = 0;
        try (Victim server = start.at(home, NAME, socket);
                RpcSession session = RpcSession.open(socket)) {
            while (true) {
                if (calls == callsInPeace) {
                    server.killAfter(time);
                }
                Step step = work.next(before, loggedIn);
                try {
                    assertThat(step.call().on(session)).as(step.name()).isEqualTo(step.answer());
                } catch (IOException e) {
                    server.awaitEnd();
                    return new Life(before, step);
                }
                before = step.after();
                loggedIn = step.loggedIn();
                calls++;
                answered++;
            }
        }
    }

    private TokenState observe(List<String> pins) {
        try (KeptToken kept = KeptToken.open(home, NAME)) {
            return ObservedToken.of(kept.token(), pins);
        }
    }
}
