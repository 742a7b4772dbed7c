package org.tokentwin.benchmark.run;

/**
 * The time of single calls, in microseconds.
 *
 * @param calls how many were measured
 * @param p50 half of the calls took at most this long
 */
public record Sample(long calls, double mean, double p50, double p90, double p99, double max) {}
