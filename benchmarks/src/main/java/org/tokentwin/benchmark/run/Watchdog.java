package org.tokentwin.benchmark.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a measuring process that takes too long: threads that hang in a module cannot be interrupted. */
final class Watchdog implements AutoCloseable {
    private static final String FORK = "ForkedMain";

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean ended;

    private Watchdog() {}

    /** Begins to watch the processes that JMH forks from now on. */
    static Watchdog after(Duration longest) {
        Watchdog watchdog = new Watchdog();
        Thread.ofPlatform().daemon().name("watchdog").start(() -> watchdog.watch(longest));
        return watchdog;
    }

    private void watch(Duration longest) {
        try {
            if (!closed.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                ended = true;
                ProcessHandle.current()
                        .children()
                        .filter(child -> child.info().commandLine().orElse("").contains(FORK))
                        .forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it had to end the process. */
    boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
