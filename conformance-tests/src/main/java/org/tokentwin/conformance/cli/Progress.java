package org.tokentwin.conformance.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One line on the terminal, in the place of itself: how far the run is, and how long it still takes. */
final class Progress {
    /** Carriage return, and "erase in line" of ECMA-48. */
    private static final String BEGIN = "\r\033[K";

    private static final int ENOUGH_TO_TELL = 20;

    private final Optional<PrintWriter> terminal;
    private final int all;
    private final LongSupplier nanoseconds;
    private int done;
    private int failed;
    private long began;

    /**
     * @param terminal empty where nobody looks
     * @param all the number of cases
     * @param nanoseconds a clock
     */
    Progress(Optional<PrintWriter> terminal, int all, LongSupplier nanoseconds) {
        this.terminal = terminal;
        this.all = all;
        this.nanoseconds = nanoseconds;
    }

    /** The terminal, where the output goes to one that can erase a line. */
    static Optional<PrintWriter> terminal() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .filter(any -> !"dumb".equals(System.getenv("TERM")))
                .map(Console::writer);
    }

    /** Says what goes on before the first result. */
    void begin(String what) {
        began = nanoseconds.getAsLong();
        show(what);
    }

    /** Counts a result. */
    void next(boolean isFailure) {
        if (done == 0) {
            began = nanoseconds.getAsLong(); // loading is no measure of a case
        }
        done++;
        failed += isFailure ? 1 : 0;
        show("%,d of %,d%s%s".formatted(done, all, failed == 0 ? "" : ", %,d failed".formatted(failed), timeLeft()));
    }

    /** Leaves the line to something else. */
    void clear() {
        show("");
    }

    private String timeLeft() {
        if (done < ENOUGH_TO_TELL || done == all) {
            return "";
        }
        Duration left = Duration.ofNanos((nanoseconds.getAsLong() - began) / done * (all - done));
        return left.toMinutes() > 0
                ? ", about %d min left".formatted(left.toMinutes() + 1)
                : ", about %d s left".formatted(left.toSeconds() + 1);
    }

    private void show(String text) {
        terminal.ifPresent(line -> {
            line.print(BEGIN + text);
            line.flush();
        });
    }
}
