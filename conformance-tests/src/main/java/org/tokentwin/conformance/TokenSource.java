package org.tokentwin.conformance;

/** Where the tokens under test come from: the emulator makes a fresh one for each case, a physical one is always the same. */
public interface TokenSource extends AutoCloseable {
    /** What is tested, for a message. */
    String name();

    /** What is tested, for the first line of a report: the emulator or a device, without a path. */
    default String device() {
        return name();
    }

    /** Whether every lease is a new token that nobody misses. */
    boolean isDisposable();

    /** The most that a case may do to a token of this source. */
    default Effect allowed() {
        return Effect.LOCKS;
    }

    /**
     * A token for one case.
     *
     * @throws NoTokenException when there is none
     */
    TokenLease lease(PinState.Value pinState);

    @Override
    void close();
}
