package org.tokentwin.emulator.card;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How long a card takes.
 *
 * @param times for each class of command, not negative
 * @param spreadPercent by how much a single command may take less or more, 0 to 100
 */
public record Pace(Map<CommandClass, Duration> times, int spreadPercent) {
    private static final int PERCENT = 100;

    /** @throws IllegalArgumentException when a class has no time, a time is negative, or the spread is no percentage */
    public Pace {
        times = Map.copyOf(times);
        if (!times.keySet().containsAll(Arrays.asList(CommandClass.values()))) {
            throw new IllegalArgumentException("A pace needs a time for each class of command");
        }
        if (times.values().stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("A pace has no negative times");
        }
        if (spreadPercent < 0 || spreadPercent > PERCENT) {
            throw new IllegalArgumentException("A spread is 0 to 100 percent, not " + spreadPercent);
        }
    }

    /** The time for one command: the class's, less or more by a random part of the spread. */
    Duration draw(CommandClass kind, RandomGenerator random) {
        long nanos = times.getOrDefault(kind, Duration.ZERO).toNanos();
        double deviation = (2 * random.nextDouble() - 1) * spreadPercent / PERCENT;
        return Duration.ofNanos(Math.round(nanos * (1 + deviation)));
    }
}
