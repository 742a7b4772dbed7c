package org.tokentwin.benchmark.run;

import java.time.Duration;

/**
 * How long a run measures.
 *
 * @param rounds how often all is measured
 * @param warmup of each measuring process, before anything counts
 * @param measurement of each measuring process
 */
public record Pace(int rounds, Duration warmup, Duration measurement) {
    private static final Duration START = Duration.ofMillis(1200);

    /** For a look: one round. */
    public static final Pace QUICK = new Pace(1, Duration.ofMillis(700), Duration.ofMillis(500));

    /** For results to keep. */
    public static final Pace FULL = new Pace(3, Duration.ofSeconds(3), Duration.ofSeconds(2));

    /** What one measuring process takes, with its start. */
    Duration ofOneProcess() {
        return START.plus(warmup).plus(measurement);
    }
}
