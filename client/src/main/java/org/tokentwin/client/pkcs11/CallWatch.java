package org.tokentwin.client.pkcs11;

import java.time.Duration;
import java.util.Optional;

/**
 * Finds the call that a module does not return from, when it is asked again and again. Of the time between two questions no more than a second
 * counts, so that a machine that was asleep or too busy to ask ends nothing. A call that waits for its user has no limit.
 */
public final class CallWatch {
    private static final long MOST_BETWEEN = Duration.ofSeconds(1).toNanos();

    private final OpenCalls calls;
    private final Duration limit;
    private final long[] seen;
    private final long[] open;
    private long asked = System.nanoTime();

    /** Watches calls, none of which may take longer than the limit. */
    public CallWatch(OpenCalls calls, Duration limit) {
        this.calls = calls;
        this.limit = limit;
        this.seen = new long[calls.places()];
        this.open = new long[calls.places()];
    }

    /** The function that has not returned for longer than the limit. */
    public Optional<String> late() {
        long now = System.nanoTime();
        long passed = Math.min(now - asked, MOST_BETWEEN);
        asked = now;
        for (int place = 0; place < seen.length; place++) {
            long word = calls.word(place);
            boolean goesOn = word != 0 && word == seen[place] && !OpenCalls.waitsForUser(word);
            open[place] = goesOn ? open[place] + passed : 0;
            seen[place] = word;
            if (open[place] > limit.toNanos()) {
                return OpenCalls.name(word).or(() -> Optional.of("a function"));
            }
        }
        return Optional.empty();
    }
}
