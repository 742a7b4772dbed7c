package org.tokentwin.emulator.control;

import java.io.IOException;
import java.util.List;
import org.tokentwin.emulator.trace.Trace.Listening;
import org.tokentwin.emulator.trace.WaitingEvents;

/**
 * {@code trace}: sends each event of the server's transcript, until the asker goes. No call waits for the asker: what it is too slow to take
 * is left out, and counted.
 */
public final class TraceVerb implements Verb {
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
        WaitingEvents waiting = new WaitingEvents();
        try (Listening _ = tokens.emulator().trace(waiting::offer)) {
            answers.send(new TraceLine(null, 0)); // it has begun
            Thread sender = Thread.ofVirtual().start(() -> send(waiting, answers));
            try {
                answers.awaitEnd();
            } finally {
                sender.interrupt();
            }
        }
    }

    private static void send(WaitingEvents waiting, Answers answers) {
        try {
            for (List<WaitingEvents.Next> some = waiting.take(); !some.isEmpty(); some = waiting.take()) {
                for (WaitingEvents.Next next : some) {
                    answers.send(new TraceLine(next.event(), next.leftOutBefore()));
                }
            }
        } catch (InterruptedException | IOException e) {
            // The asker has gone, or is going.
            Thread.currentThread().interrupt();
        }
    }
}
