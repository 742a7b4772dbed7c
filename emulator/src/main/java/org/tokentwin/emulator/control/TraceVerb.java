package org.tokentwin.emulator.control;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.tokentwin.emulator.trace.Trace.Listening;
import org.tokentwin.emulator.trace.TraceEvent;

/**
 * {@code trace}: sends each event of the server's transcript, until the asker goes. No call waits for the asker: what it is too slow to take
 * is left out, and counted.
 */
public final class TraceVerb implements Verb {
    private static final int MOST_WAITING = 10_000;

    private final ServedTokens tokens;

    public TraceVerb(ServedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "trace";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        BlockingQueue<TraceEvent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
        AtomicLong leftOut = new AtomicLong();
        try (Listening _ = tokens.emulator().trace(event -> {
            if (!waiting.offer(event)) {
                leftOut.incrementAndGet();
            }
        })) {
            answers.send(new TraceLine(null, 0)); // it has begun
            Thread sender = Thread.ofVirtual().start(() -> send(waiting, leftOut, answers));
            try {
                answers.awaitEnd();
            } finally {
                sender.interrupt();
            }
        }
    }

    private static void send(BlockingQueue<TraceEvent> waiting, AtomicLong leftOut, Answers answers) {
        try {
            while (true) {
                TraceEvent event = waiting.take();
                answers.send(new TraceLine(event, leftOut.getAndSet(0)));
            }
        } catch (InterruptedException | IOException e) {
            // The asker has gone, or is going.
            Thread.currentThread().interrupt();
        }
    }
}
