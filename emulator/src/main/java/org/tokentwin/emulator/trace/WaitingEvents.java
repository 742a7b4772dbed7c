package org.tokentwin.emulator.trace;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Events between the programs that cause them, which never wait, and one reader, who may be slow. Bounded by what they hold: one too many is left
 * out, and counted. Safe for use by many threads.
 */
public final class WaitingEvents {
    /** Characters, with a share for each event's own objects. */
    private static final long MOST = 8 << 20;

    private static final long OF_EACH = 500;

    private final Queue<TraceEvent> waiting = new ArrayDeque<>();
    private long held;
    private long leftOut;
    private boolean closed;

    /** What a reader gets. */
    public record Next(TraceEvent event, long leftOutBefore) {}

    /** Puts an event in, or counts it. */
    public synchronized void offer(TraceEvent event) {
        long size = size(event);
        if (closed || held + size > MOST) {
            leftOut++;
            return;
        }
        waiting.add(event);
        held += size;
        notifyAll();
    }

    /**
     * Waits for an event.
     *
     * @return null when no more come
     */
    public synchronized @Nullable Next take() throws InterruptedException {
        while (waiting.isEmpty()) {
            if (closed) {
                return null;
            }
            wait();
        }
        TraceEvent event = waiting.remove();
        held -= size(event);
        Next next = new Next(event, leftOut);
        leftOut = 0;
        return next;
    }

    /** No more events come; those that wait may still be taken. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private static long size(TraceEvent event) {
        long size = OF_EACH + event.output().length();
        for (String value : event.arguments().values()) {
            size += OF_EACH + value.length();
        }
        for (String line : event.card()) {
            size += OF_EACH + line.length();
        }
        return size;
    }
}
