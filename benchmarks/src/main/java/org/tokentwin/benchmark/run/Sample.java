package org.tokentwin.benchmark.run;

/**
 * The time of single calls, in microseconds; for an operation that is reported in bytes, those.
 *
 * @param calls how many were measured
 * @param p50 half of the calls took at most this long
 */
public record Sample(long calls, double mean, double p50, double p90, double p99, double max) {
    /** A single value, or one that is a mean already. */
    static Sample ofOne(double value) {
        return new Sample(1, value, value, value, value, value);
    }
}
