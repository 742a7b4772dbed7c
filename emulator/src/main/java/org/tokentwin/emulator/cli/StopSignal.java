package org.tokentwin.emulator.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.tokentwin.emulator.cli.Signals.Handling;

/** The signals at which a server stops, taken over until this is closed. */
final class StopSignal implements AutoCloseable {
    private static final List<String> STOPPING = List.of("HUP", "INT", "TERM");

    private final CountDownLatch received = new CountDownLatch(1);
    private final Handling handling;

    StopSignal(Signals signals) {
        handling = signals.handle(STOPPING, signal -> received.countDown());
    }

    void await() throws InterruptedException {
        received.await();
    }

    /** Does what a signal does. */
    void stop() {
        received.countDown();
    }

    @Override
    public void close() {
        handling.close();
    }
}
