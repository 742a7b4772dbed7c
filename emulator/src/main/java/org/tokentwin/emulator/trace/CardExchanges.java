package org.tokentwin.emulator.trace;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;

/** What one call exchanged with cards. Safe for use by many threads. */
final class CardExchanges {
    @GuardedBy("this")
    private final List<String> lines = new ArrayList<>();

    @GuardedBy("this")
    private long nanos;

    synchronized void add(String line) {
        lines.add(line);
    }

    /** @param more that the card took for an answer */
    synchronized void took(long more) {
        nanos += more;
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized long nanos() {
        return nanos;
    }
}
