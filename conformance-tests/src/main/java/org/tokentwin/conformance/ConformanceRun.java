package org.tokentwin.conformance;

/** What a run must know before its first case. */
public final class ConformanceRun {
    private ConformanceRun() {}

    /**
     * Sees that there is a token and that the PIN is right, so that what is missing is told once and not by every case. A wrong PIN costs
     * one try, and never more.
     *
     * @throws NoTokenException when the module does not load, there is no token like the one asked for, or the token refuses the PIN
     */
    public static void requireToken(TargetOptions options) {
        try (TokenSource source = TokenSources.chosen(options)) {
            source.lease(PinState.Value.CHANGED).close();
        }
    }
}
