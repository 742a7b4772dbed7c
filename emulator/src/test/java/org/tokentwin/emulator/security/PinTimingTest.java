package org.tokentwin.emulator.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.card.ResponseApdu;

/**
 * How long the card takes for a wrong PIN of which the first characters are right, to be read by a person: {@code target/pin-timing.txt}. A build
 * does not look at a clock; it is measured where {@code -Dtokentwin.timing.rounds=20000} asks for it.
 */
@EnabledIfSystemProperty(named = "tokentwin.timing.rounds", matches = "[0-9]+")
class PinTimingTest {
    private static final String RIGHT = "Ab1!Cd2?Ef3+";
    private static final int ROUNDS = Integer.getInteger("tokentwin.timing.rounds", 0);
    private static final int WARM_UP = 20_000;

    /** All prefixes in each round, in another order each time, so that what else the machine does meets all alike. */
    @Test
    void wrongPins_areTimedByTheirRightPrefix() throws IOException {
        long[][] nanos = new long[RIGHT.length()][ROUNDS];
        List<Integer> order = new ArrayList<>();
        for (int prefix = 0; prefix < RIGHT.length(); prefix++) {
            order.add(prefix);
        }
        Random random = new Random(1);
        try (EmulatedToken token =
                EmulatedToken.order().withTestKey().withPin(RIGHT).issue()) {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                Collections.shuffle(order, random);
                for (int prefix : order) {
                    long taken = nanosFor(token, prefix, random);
                    nanos[prefix][Math.max(round, 0)] = taken;
                }
            }
        }
        Files.writeString(Path.of("target", "pin-timing.txt"), table(nanos));
    }

    private static long nanosFor(EmulatedToken token, int prefix, Random random) {
        byte[] pin = RIGHT.getBytes(StandardCharsets.US_ASCII);
        for (int i = prefix; i < pin.length; i++) {
            pin[i] ^= (byte) (1 + random.nextInt(31)); // each of them wrong
        }
        byte[] command = new byte[5 + pin.length];
        System.arraycopy(new byte[] {0, 0x20, 0, 0x11, (byte) pin.length}, 0, command, 0, 5);
        System.arraycopy(pin, 0, command, 5, pin.length);
        long start = System.nanoTime();
        byte[] response = token.card().transmit(command);
        long taken = System.nanoTime() - start;
        assertThat(ResponseApdu.of(response).sw()).isEqualTo(0x63CE);
        token.resetTries();
        return taken;
    }

    private static String table(long[][] nanos) {
        StringBuilder table =
                new StringBuilder("| Right characters | Median, ns | Half of all between, ns |\n|---|---|---|\n");
        for (int prefix = 0; prefix < nanos.length; prefix++) {
            long[] sorted = nanos[prefix];
            Arrays.sort(sorted);
            table.append(String.format(
                    Locale.ROOT,
                    "| %d | %,d | %,d and %,d |%n",
                    prefix,
                    sorted[sorted.length / 2],
                    sorted[sorted.length / 4],
                    sorted[sorted.length * 3 / 4]));
        }
        return table.toString();
    }
}
