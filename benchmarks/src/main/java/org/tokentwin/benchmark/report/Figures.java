package org.tokentwin.benchmark.report;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {
    private static final double KIBI = 1024;
    private static final double MILLI = 1000;
    private static final double SECOND = 1_000_000;
    private static final double THREE_DIGITS = 100;
    private static final double TWO_DIGITS = 10;

    private Figures() {}

    /** A time in three significant digits, with its unit. */
    static String time(double microseconds) {
        if (microseconds < MILLI) {
            return threeDigits(microseconds) + " µs";
        }
        return microseconds < SECOND
                ? threeDigits(microseconds / MILLI) + " ms"
                : threeDigits(microseconds / SECOND) + " s";
    }

    /** A number of bytes in three significant digits. */
    static String bytes(double bytes) {
        return bytes < KIBI * KIBI ? threeDigits(bytes / KIBI) + " KiB" : threeDigits(bytes / KIBI / KIBI) + " MiB";
    }

    /** A ratio, as {@code 12.3×}. */
    static String ratio(double ratio) {
        return threeDigits(ratio) + "×";
    }

    /** A probability in two decimals. */
    static String probability(double probability) {
        return String.format(Locale.ROOT, "%.2f", probability);
    }

    private static String threeDigits(double value) {
        String format = value >= THREE_DIGITS ? "%.0f" : value >= TWO_DIGITS ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
