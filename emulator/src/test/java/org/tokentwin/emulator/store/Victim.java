package org.tokentwin.emulator.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A server that can be killed: what it has not written is lost. */
interface Victim extends AutoCloseable {
    /** Dies after a time, on a thread of its own. */
    void killAfter(Duration time);

    void awaitEnd() throws InterruptedException;

    @Override
    void close();

    /** How one begins to serve a kept token on a socket. */
    @FunctionalInterface
    interface Start {
        Victim at(TokenHome home, String name, Path socket) throws IOException;
    }
}
