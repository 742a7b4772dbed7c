package org.tokentwin.emulator.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Signals that a test raises, in this process only. */
final class RaisedSignals implements Signals {
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile Optional<Consumer<String>> handler = Optional.empty();

    @Override
    public Handling handle(List<String> names, Consumer<String> installed) {
        handler = Optional.of(installed);
        ready.countDown();
        return () -> handler = Optional.empty();
    }

    /** Waits until somebody handles signals. */
    void awaitHandler() throws InterruptedException {
        ready.await();
    }

    /** Waits until somebody handles signals, and raises one. */
    void raise(String name) throws InterruptedException {
        awaitHandler();
        handler.orElseThrow().accept(name);
    }

    boolean areGivenBack() {
        return ready.getCount() == 0 && handler.isEmpty();
    }
}
