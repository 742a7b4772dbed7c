package org.tokentwin.benchmark.run;

import java.util.Arrays;
import java.util.Optional;

/** The values that the rounds of a run have of one row. */
public final class Rounds {
    private Rounds() {}

    /** The value in the middle, or the mean of the two there; empty for no values. */
    public static Optional<Double> median(double... values) {
        if (values.length == 0) {
            return Optional.empty();
        }
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int middle = sorted.length / 2;
        return Optional.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
