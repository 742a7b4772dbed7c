package org.tokentwin.conformance;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** What a run must know before its first case. */
public final class ConformanceRun {
    private ConformanceRun() {}

    /**
     * Sees that there is a token and that the PIN is right, so that what is missing is told once and not by every case. A wrong PIN costs
     * one try, and never more.
     *
     * @param slotId the slot; empty for the first one with a token
     * @param pin gives the user PIN, a new array each time; empty where cases that log in are left out
     * @throws NoTokenException when the module does not load, there is no token in the slot, or the token refuses the PIN
     */
    public static void requireToken(Path module, Optional<Long> slotId, Optional<Supplier<char[]>> pin) {
        try (TokenSource source = new ExternalToken(module, slotId, pin)) {
            source.lease(PinState.Value.CHANGED).close();
        }
    }
}
