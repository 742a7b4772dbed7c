package org.tokentwin.emulator.trace;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Events between the programs that cause them, which never wait, and one reader, who may be slow. Bounded by what they hold: one too many is left
 * out, and counted. Safe for use by many threads.
 */
public final class WaitingEvents {
    /** Characters, with a share for each event's own objects. */
    private static final long MOST = 8 << 20;

    private static final long OF_EACH = 500;

    /** The reader gathers events for so long: a program that makes thousands of calls a second does not wake it at each. */
    private static final long NANOS_TO_GATHER = TimeUnit.MILLISECONDS.toNanos(20);

    @GuardedBy("this")
    private final Queue<TraceEvent> waiting = new ArrayDeque<>();

    @GuardedBy("this")
    private long held;

    @GuardedBy("this")
    private long leftOut;

    @GuardedBy("this")
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
        boolean wakes = waiting.isEmpty() || (held <= MOST / 2 && held + size > MOST / 2);
        waiting.add(event);
        held += size;
        if (wakes) {
            notifyAll();
        }
    }

    /**
     * Waits for events.
     *
     * @return in order, and none when no more come
     */
    public synchronized List<Next> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        gather();
        List<Next> taken = new ArrayList<>(waiting.size());
        for (TraceEvent event : waiting) {
            taken.add(new Next(event, taken.isEmpty() ? leftOut : 0));
        }
        waiting.clear();
        held = 0;
        leftOut = taken.isEmpty() ? leftOut : 0;
        return taken;
    }

    @GuardedBy("this")
    private void gather() throws InterruptedException {
        long end = System.nanoTime() + NANOS_TO_GATHER;
        for (long left = NANOS_TO_GATHER; left > 0 && held <= MOST / 2 && !closed; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
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
