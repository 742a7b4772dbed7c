package org.tokentwin.benchmark.run;

import java.time.Duration;

/** Follows a run as it goes. */
public interface Progress {
    /**
     * A measurement is there.
     *
     * @param left about how long the rest takes
     */
    void measured(Measurement measurement, int done, int all, Duration left);
}
