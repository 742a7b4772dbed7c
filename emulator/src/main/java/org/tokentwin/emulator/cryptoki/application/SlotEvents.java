package org.tokentwin.emulator.cryptoki.application;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The slot events that one application has not heard of yet: one flag for each slot, PKCS#11 v2.40 section 5.5. */
final class SlotEvents {
    @GuardedBy("this")
    private final LinkedHashSet<Long> pending = new LinkedHashSet<>();

    @GuardedBy("this")
    private boolean closed;

    synchronized void happened(long slotId) {
        pending.add(slotId);
        notifyAll();
    }

    /** An event, which is then no longer pending. */
    synchronized OptionalLong poll() {
        return pending.isEmpty() ? OptionalLong.empty() : OptionalLong.of(pending.removeFirst());
    }

    /**
     * Waits for an event.
     *
     * @throws CryptokiException {@code CKR_CRYPTOKI_NOT_INITIALIZED} when the application finalizes meanwhile; {@code CKR_FUNCTION_CANCELED}
     *     when the thread is interrupted
     */
    synchronized long take() {
        try {
            while (pending.isEmpty() && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CryptokiException(Ckr.CKR_FUNCTION_CANCELED, "interrupted", e);
        }
        if (closed) {
            throw new CryptokiException(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, "finalized while waiting");
        }
        return pending.removeFirst();
    }

    /** Wakes the waiter. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
