package org.tokentwin.benchmark.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.tokentwin.benchmark.run.Measurement;
import org.tokentwin.benchmark.run.Progress;

/** A line for each measurement, with the time that is left. */
final class ProgressLines implements Progress {
    private final PrintWriter out;

    ProgressLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void measured(Measurement measurement, int done, int all, Duration left) {
        String result = measurement
                .sample()
                .map(sample -> String.format(
                        Locale.ROOT, measurement.isInBytes() ? "%12.0f bytes" : "%12.1f µs", sample.p50()))
                .orElseGet(() -> (measurement.failed() ? "FAILED: " : "not measured: ")
                        + measurement.reason().orElse(""));
        out.printf(
                "%4d/%d  %-18s %-20s %2d  %s  (%s left)%n",
                done, all, measurement.target(), measurement.operation(), measurement.threads(), result, text(left));
        out.flush();
    }

    /** As {@code 3 min 20 s}. */
    static String text(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes == 0 ? duration.toSeconds() + " s" : minutes + " min " + duration.toSecondsPart() + " s";
    }
}
