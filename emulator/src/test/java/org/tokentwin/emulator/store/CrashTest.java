package org.tokentwin.emulator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cka;
import org.tokentwin.emulator.cryptoki.Ckf;
import org.tokentwin.emulator.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Cku;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.rpc.RpcSession;

/**
 * Kills the server's JVM at random moments of a seeded stream of calls. What the token then is, the calls that were answered explain, and
 * at most the one that was not. {@code -Dtokentwin.crash.kills=1000} for the long run.
 */
class CrashTest {
    private static final int KILLS = Integer.getInteger("tokentwin.crash.kills", 20);
    private static final long SEED = Long.getLong("tokentwin.crash.seed", 7);
    private static final int MOST_CALLS_IN_PEACE = 8;
    private static final int LONGEST_WAIT_MICROS = 30_000;
    private static final String NAME = "killed";

    @TempDir
    private Path directory;

    @Test
    void killedServer_hasLostNoAnswerAndTornNothing() throws IOException, InterruptedException {
        TokenHome home = new TokenHome(directory.resolve("home"));
        KeptToken.create(home, NAME, EmulatedToken.order().withTestKey().issue(), Optional.empty());
        Random random = new Random(SEED);
        RandomWork work = new RandomWork(random);
        TokenState state = new TokenState(initialPin(home), TokenState.MOST_TRIES, Map.of());
        int answered = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int callsInPeace = random.nextInt(MOST_CALLS_IN_PEACE + 1);
            Life life = live(
                    home, work, state, callsInPeace, Duration.ofNanos(1000L * random.nextInt(LONGEST_WAIT_MICROS)));
            answered += life.answered();
            TokenState found = observe(home, life);

            assertThat(found)
                    .as("kill %d of seed %d, in %s", kill, SEED, life.inFlight().name())
                    .isIn(life.before(), life.inFlight().after());
            state = found.afterRightPin(); // which observing it took
        }
        assertThat(answered).as("calls answered").isGreaterThan(KILLS);
    }

    private static String initialPin(TokenHome home) {
        return new String(KeptToken.describe(home, NAME).pin().chars());
    }

    /** From a start to a kill. */
    private record Life(TokenState before, Step inFlight, int answered) {}

    /** A slow machine answers as many calls as a fast one before the time begins to run. */
    private Life live(TokenHome home, RandomWork work, TokenState state, int callsInPeace, Duration time)
            throws IOException, InterruptedException {
        Path socket = directory.resolve("run").resolve("pkcs11");
        TokenState before = state;
        boolean loggedIn = false;
        int answered = 0;
        try (ServingProcess server = ServingProcess.start(home, NAME, socket);
                RpcSession session = RpcSession.open(socket)) {
            while (true) {
                if (answered == callsInPeace) {
                    server.killAfter(time);
                }
                Step step = work.next(before, loggedIn);
                try {
                    assertThat(step.call().on(session)).as(step.name()).isEqualTo(step.answer());
                } catch (IOException e) {
                    server.awaitEnd();
                    return new Life(before, step, answered);
                }
                before = step.after();
                loggedIn = step.loggedIn();
                answered++;
            }
        }
    }

    /** Reads all of the state. The PIN is found out by logging in with it, which restores the tries. */
    private static TokenState observe(TokenHome home, Life life) {
        try (KeptToken kept = KeptToken.open(home, NAME);
                Emulator emulator = Emulator.with(kept.token())) {
            int tries = triesLeft(kept);
            Cryptoki application = emulator.newApplication();
            application.initialize(null);
            long session = application.openSession(0, Ckf.CKF_SERIAL_SESSION);
            String pin = life.before().pin();
            if (!isRight(application, session, pin)) {
                pin = life.inFlight().after().pin();
                assertThat(isRight(application, session, pin))
                        .as("one of the PINs")
                        .isTrue();
            }
            return new TokenState(pin, tries, objects(application, session));
        }
    }

    private static int triesLeft(KeptToken kept) {
        return CardChannel.basic(kept.token().card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .data()[1];
    }

    private static boolean isRight(Cryptoki application, long session, String pin) {
        try {
            application.login(session, Cku.CKU_USER, pin.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (CryptokiException e) {
            assertThat(e.ckr()).isEqualTo(Ckr.CKR_PIN_INCORRECT);
            return false;
        }
    }

    private static Map<String, String> objects(Cryptoki application, long session) {
        application.findObjectsInit(session, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA)));
        Map<String, String> objects = new TreeMap<>();
        for (long handle : application.findObjects(session, 1000)) {
            String label = new String(value(application, session, handle, Cka.CKA_LABEL), StandardCharsets.UTF_8);
            String value = HexFormat.of().formatHex(value(application, session, handle, Cka.CKA_VALUE));
            assertThat(objects.put(label, value)).as("%s is there once", label).isNull();
        }
        return objects;
    }

    private static byte[] value(Cryptoki application, long session, long handle, long type) {
        return application
                .getAttributeValue(session, handle, new long[] {type})
                .getFirst()
                .value()
                .orElseThrow()
                .value();
    }
}
