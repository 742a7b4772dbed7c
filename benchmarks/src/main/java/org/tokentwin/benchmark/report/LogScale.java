package org.tokentwin.benchmark.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A logarithmic axis between two powers of ten.
 *
 * @param lowest exponent of the power at the left end
 * @param highest exponent of the power at the right end
 * @param left position of the left end, in pixels
 * @param width in pixels
 */
record LogScale(int lowest, int highest, double left, double width) {
    /** An axis that holds all of the values, which are positive. */
    static LogScale holding(double smallest, double largest, double left, double width) {
        int lowest = (int) Math.floor(Math.log10(smallest));
        int highest = (int) Math.ceil(Math.log10(largest));
        return new LogScale(lowest, Math.max(highest, lowest + 1), left, width);
    }

    double at(double value) {
        return left + width * (Math.log10(value) - lowest) / (highest - lowest);
    }

    /** The powers of ten on it. */
    List<Double> ticks() {
        return IntStream.rangeClosed(lowest, highest)
                .mapToObj(exponent -> Math.pow(10, exponent))
                .toList();
    }
}
