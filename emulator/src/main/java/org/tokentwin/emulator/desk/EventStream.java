package org.tokentwin.emulator.desk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlJson;

/**
 * The replies of a verb that goes on, for one page, over as many HTTP responses as it takes: a response has an end, and the next one goes on where it
 * ended. A message is a JSON array of replies. It holds a bounded number of them: where the page takes none, the verb waits. Without a page for a while
 * it is over.
 */
final class EventStream implements Answers {
    private static final int MOST_WAITING = 2000;
    private static final int MOST_IN_MESSAGE = 500;
    private static final Duration RESPONSE = Duration.ofSeconds(50);
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(6);

    /** Between messages, so that a busy server writes a few large ones. */
    private static final Duration FRAME = Duration.ofMillis(40);

    @GuardedBy("this")
    private final Deque<String> waiting = new ArrayDeque<>();

    @GuardedBy("this")
    private List<String> unconfirmed = List.of();

    @GuardedBy("this")
    private long messages;

    @GuardedBy("this")
    private boolean attached;

    @GuardedBy("this")
    private boolean ended;

    @GuardedBy("this")
    private long leftAt = System.nanoTime();

    @Override
    public void send(Object answer) throws IOException {
        String json = ControlJson.text(answer);
        synchronized (this) {
            while (waiting.size() >= MOST_WAITING && !ended) {
                sleep(GRACE.toMillis());
            }
            if (ended) {
                throw new IOException("the page has gone");
            }
            boolean first = waiting.isEmpty();
            waiting.addLast(json);
            if (first) {
                notifyAll();
            }
        }
    }

    /** Waits until no page has been there for a while. */
    @Override
    public synchronized void awaitEnd() throws IOException {
        while (!ended) {
            long left = GRACE.toMillis() - (System.nanoTime() - leftAt) / 1_000_000;
            if (!attached && left <= 0) {
                end();
            } else {
                sleep(attached ? GRACE.toMillis() : left);
            }
        }
    }

    /** Ends it: a response that is being written comes to its end. */
    synchronized void end() {
        ended = true;
        waiting.clear();
        notifyAll();
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /**
     * Writes messages until the response is long enough, the page is gone or the stream is over.
     *
     * @param confirmed the number of the last message that the page got; a later one that was sent before is sent again
     * @return whether it was this page's turn: there is one response at a time
     */
    boolean writeTo(OutputStream out, long confirmed) throws IOException {
        synchronized (this) {
            if (attached || ended) {
                return false;
            }
            attached = true;
            if (confirmed != messages) {
                List<String> again = new ArrayList<>(unconfirmed);
                again.reversed().forEach(waiting::addFirst);
            }
            unconfirmed = List.of();
        }
        try {
            long end = System.nanoTime() + RESPONSE.toNanos();
            out.write("retry: 200\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (System.nanoTime() < end && !isEnded()) {
                out.write(nextMessage().getBytes(StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(FRAME);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            detach();
        }
    }

    private synchronized void detach() {
        attached = false;
        leftAt = System.nanoTime();
        notifyAll();
    }

    /** A message, or a comment where there was nothing to say for a while: only so is it noticed that a page has gone. */
    private synchronized String nextMessage() throws IOException {
        if (waiting.isEmpty() && !ended) {
            sleep(BEAT.toMillis());
        }
        if (waiting.isEmpty()) {
            return ":\n\n";
        }
        List<String> message = new ArrayList<>();
        while (!waiting.isEmpty() && message.size() < MOST_IN_MESSAGE) {
            message.add(waiting.removeFirst());
        }
        unconfirmed = message;
        notifyAll();
        return "id: " + ++messages + "\ndata: [" + String.join(",", message) + "]\n\n";
    }

    @SuppressWarnings("WaitNotInLoop") // who calls this looks again what has come
    private void sleep(long millis) throws IOException {
        try {
            wait(Math.max(1, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody waits any more");
        }
    }
}
