package org.tokentwin.emulator.cli;

import java.util.List;
import java.util.function.Consumer;

/** Takes over signals from the JVM, which would end at each of them. */
interface Signals {
    /**
     * Until it is closed, the handler gets these signals.
     *
     * @param names without {@code SIG}; the handler is given the one that was received
     */
    Handling handle(List<String> names, Consumer<String> handler);

    /** Signals that are taken over. */
    interface Handling extends AutoCloseable {
        @Override
        void close();
    }
}
