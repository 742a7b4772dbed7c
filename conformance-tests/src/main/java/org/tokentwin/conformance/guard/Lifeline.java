package org.tokentwin.conformance.guard;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.call.CallStep;

/**
 * Ends this process with the one that started it, before its next call to the module: a run that is over changes no token. A call that the
 * module is in goes on to its end, so that nothing is cut off in a write.
 */
public final class Lifeline implements CallStep {
    private static final int ENDED = 1;
    private static final long POLL_NANOS = 10_000_000;
    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

    private static final Semaphore WORDS = new Semaphore(0);

    private static volatile Optional<Lifeline> ofProcess = Optional.empty();

    private final ReentrantReadWriteLock calls = new ReentrantReadWriteLock(true);
    private final long parent;

    private Lifeline(long parent) {
        this.parent = parent;
    }

    /** The step of this process; it lets every call pass where the process lives for itself. */
    public static CallStep ofProcess() {
        return (function, arguments, next) -> {
            Optional<Lifeline> held = ofProcess;
            return held.isPresent() ? held.get().pass(function, arguments, next) : next.call(arguments);
        };
    }

    /**
     * Binds this process to the life of another.
     *
     * @param parent its process id
     * @param pipe comes from it and ends with it; each byte in it is a word that something asked for is done
     */
    public static void hold(long parent, InputStream pipe) {
        Lifeline held = new Lifeline(parent);
        ofProcess = Optional.of(held);
        Thread.ofPlatform().daemon().name("lifeline").start(() -> held.watch(pipe));
    }

    /** Waits until the other process says that what it was asked for is done. */
    public static void awaitWord() {
        WORDS.acquireUninterruptibly();
    }

    private void watch(InputStream pipe) {
        try {
            while (pipe.read() >= 0) {
                WORDS.release();
            }
        } catch (IOException e) {
            // an end as well
        }
        try {
            if (!calls.writeLock().tryLock(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(ENDED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ENDED);
    }

    @Override
    public @Nullable Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception {
        while (true) {
            calls.readLock().lock();
            try {
                if (parentLives()) {
                    return next.call(arguments);
                }
            } finally {
                calls.readLock().unlock();
            }
            LockSupport.parkNanos(POLL_NANOS); // until the pipe's end is seen, and the calls of other threads are over
        }
    }

    private boolean parentLives() {
        return ProcessHandle.current()
                .parent()
                .filter(handle -> handle.pid() == parent && handle.isAlive())
                .isPresent();
    }
}
