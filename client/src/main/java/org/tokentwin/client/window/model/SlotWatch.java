package org.tokentwin.client.window.model;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.TokenException;

/** Sees tokens come and go: the module says so where it can (C_WaitForSlotEvent), else the slots are read once a second. */
public final class SlotWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** A module that reports an event again and again must not keep a processor busy. */
    private static final Duration AFTER_EVENT = Duration.ofMillis(100);

    private final TokenClient client;
    private final Runnable changed;
    private final Thread thread;
    private volatile boolean closed;

    private SlotWatch(TokenClient client, Runnable changed) {
        this.client = client;
        this.changed = changed;
        this.thread = Thread.ofPlatform().daemon().name("slot-watch").unstarted(this::run);
    }

    static SlotWatch start(TokenClient client, Runnable changed) {
        SlotWatch watch = new SlotWatch(client, changed);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            if (waitForEvents()) {
                compareSlots();
            }
        } catch (InterruptedException | IllegalStateException e) {
            LOG.debug("The watch ends", e); // the client was closed
        }
    }

    /** Returns whether the module cannot wait, so that its slots have to be looked at. */
    private boolean waitForEvents() throws InterruptedException {
        while (!closed) {
            try {
                client.waitForSlotEvent();
            } catch (TokenException e) {
                LOG.info("C_WaitForSlotEvent: {}", e.getMessage());
                return !closed && !e.is(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED);
            }
            if (!closed) {
                changed.run();
                Thread.sleep(AFTER_EVENT);
            }
        }
        return false;
    }

    private void compareSlots() throws InterruptedException {
        List<Slot> before = List.of();
        while (!closed) {
            List<Slot> now = slots(before);
            if (!now.equals(before)) {
                changed.run();
            }
            before = now;
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private List<Slot> slots(List<Slot> before) {
        try {
            return client.slots();
        } catch (TokenException e) {
            LOG.info("The slots cannot be read: {}", e.getMessage());
            return before;
        }
    }

    /** Ends the watch. A module that waits goes on to do so until it is finalised, on a thread that keeps no process alive. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
