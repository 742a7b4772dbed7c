package org.tokentwin.conformance.capture;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.time.Duration;
import java.util.Arrays;

/**
 * How long a call takes.
 *
 * @param tenth of ten calls, one is as quick or quicker
 * @param median of two calls, one is
 * @param ninetieth of ten calls, nine are
 * @param calls how many there were
 */
record Percentiles(Duration tenth, Duration median, Duration ninetieth, int calls) {
    private static final int MOST_CALLS = 20;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    /** A call, or several in a row. */
    @FunctionalInterface
    interface Call {
        void run() throws PKCS11Exception;
    }

    /** Measures twenty calls, or as many as begin within five seconds. */
    static Percentiles of(Call call) throws PKCS11Exception {
        long[] nanos = new long[MOST_CALLS];
        int calls = 0;
        long start = System.nanoTime();
        do {
            long before = System.nanoTime();
            call.run();
            nanos[calls++] = System.nanoTime() - before;
        } while (calls < MOST_CALLS && System.nanoTime() - start < LONG_ENOUGH.toNanos());
        long[] sorted = Arrays.copyOf(nanos, calls);
        Arrays.sort(sorted);
        return new Percentiles(at(sorted, 10), at(sorted, 50), at(sorted, 90), calls);
    }

    /** Measures one call, of those that take long. */
    static Percentiles once(Call call) throws PKCS11Exception {
        long before = System.nanoTime();
        call.run();
        Duration time = Duration.ofNanos(System.nanoTime() - before);
        return new Percentiles(time, time, time, 1);
    }

    private static Duration at(long[] sorted, int percent) {
        return Duration.ofNanos(sorted[(sorted.length - 1) * percent / 100]);
    }

    /** The median without what any call takes, in whole milliseconds. */
    long millisBeyond(Percentiles any) {
        return Math.max(0, median.minus(any.median).toMillis());
    }

    /** In words. */
    String text() {
        return "%d calls: 10 %% within %s, 50 %% %s, 90 %% %s".formatted(calls, ms(tenth), ms(median), ms(ninetieth));
    }

    private static String ms(Duration time) {
        return "%.2f ms".formatted(time.toNanos() / 1e6);
    }
}
