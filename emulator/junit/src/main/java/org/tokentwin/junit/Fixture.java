package org.tokentwin.junit;

import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Slots, the tokens in them, and a module in front. Safe for use by many threads. */
interface Fixture extends AutoCloseable {
    /** Issues a token and puts it into the first empty slot; it ends with the fixture. */
    Token issue(Order order);

    /**
     * Something of the emulator's own types.
     *
     * @throws ParameterResolutionException when the emulator does not run in this JVM
     */
    Object emulator();

    /** Likewise, for a token that the fixture issued. */
    Object emulated(Token token);

    /** The transcript so far. */
    String trace();

    @Override
    void close();
}
