package org.tokentwin.conformance;

import java.nio.file.Path;
import java.util.Optional;

/** What a run must know before its first case. */
public final class ConformanceRun {
    private ConformanceRun() {}

    /**
     * Sees that there is a token, so that its absence is told once and not by every case.
     *
     * @param slotId the slot; empty for the first one with a token
     * @throws NoTokenException when the module does not load, or there is no token in the slot
     */
    public static void requireToken(Path module, Optional<Long> slotId) {
        try (TokenSource source = new ExternalToken(module, slotId, Optional.empty())) {
            TokenUnderTest.on(source.lease(PinState.Value.CHANGED)).close();
        }
    }
}
