package org.tokentwin.benchmark.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.tokentwin.benchmark.run.Measurement;
import org.tokentwin.benchmark.run.Progress;

/** A line for each measurement; with the time that is left where somebody looks on. */
final class ProgressLines implements Progress {
    private final PrintWriter out;

    private final boolean watched;

    /** @param watched whether the output goes to a terminal */
    ProgressLines(PrintWriter out, boolean watched) {
        this.out = out;
        this.watched = watched;
    }

    /** Whether the process has a terminal. */
    static boolean isWatched() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
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
                "%4d/%d  %-18s %-20s %2d  %s%s%n",
                done,
                all,
                measurement.target(),
                measurement.operation(),
                measurement.threads(),
                result,
                watched ? "  (" + text(left) + " left)" : "");
        out.flush();
    }

    /** As {@code 3 min 20 s}. */
    static String text(Duration duration) {
        long minutes = duration.toMinutes();
        return minutes == 0 ? duration.toSeconds() + " s" : minutes + " min " + duration.toSecondsPart() + " s";
    }
}
