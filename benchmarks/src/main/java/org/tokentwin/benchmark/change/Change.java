package org.tokentwin.benchmark.change;

import java.util.Optional;

/**
 * One row of two runs.
 *
 * @param operation its id
 * @param title what people call it
 * @param threads how many called at a time
 * @param before the median of the first run's rounds, in microseconds (in bytes for an operation that is reported in bytes); a ratio where rows are taken relative to a
 *     target; empty where it was not measured
 * @param after the same of the second run
 * @param ratio after by before; empty where one is missing
 * @param probability of ranks as unlike where nothing changed; empty where one is missing
 */
public record Change(
        String operation,
        String title,
        String target,
        int threads,
        Optional<Double> before,
        Optional<Double> after,
        Optional<Double> ratio,
        Optional<Double> probability,
        Verdict verdict) {
    /** What can be said of a row. */
    public enum Verdict {
        FASTER("faster"),
        SLOWER("slower"),
        SMALLER("smaller"),
        LARGER("larger"),
        /** Unlike no more than two runs of the same program are. */
        NOISE("noise"),
        /** So few rounds that no difference would be one. */
        TOO_FEW_ROUNDS("too few rounds"),
        ONLY_BEFORE("only before"),
        ONLY_AFTER("only after");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** Returns the words for people. */
        public String text() {
            return text;
        }
    }
}
