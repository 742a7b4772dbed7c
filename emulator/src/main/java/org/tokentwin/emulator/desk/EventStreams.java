package org.tokentwin.emulator.desk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.Verbs;

/** The transcripts that pages are reading, each by the name that its page gave it: the {@code trace} verb's replies. */
final class EventStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int MOST = 16;
    private static final int TOO_MANY = 503;
    private static final String TRACE = "{\"verb\":\"trace\"}";

    private final Verbs verbs;
    private final ExecutorService threads;

    @GuardedBy("this")
    private final Map<String, EventStream> streams = new HashMap<>();

    EventStreams(Verbs verbs, ExecutorService threads) {
        this.verbs = verbs;
        this.threads = threads;
    }

    /**
     * The stream of that name, begun if there is none.
     *
     * @throws DeskRefusal when there are too many
     */
    synchronized EventStream named(String name) throws DeskRefusal {
        streams.values().removeIf(EventStream::isEnded);
        EventStream known = streams.get(name);
        if (known != null) {
            return known;
        }
        if (streams.size() == MOST) {
            throw new DeskRefusal(TOO_MANY, MOST + " pages are open; close one");
        }
        EventStream begun = new EventStream();
        streams.put(name, begun);
        threads.execute(() -> fill(begun));
        return begun;
    }

    private void fill(EventStream stream) {
        try {
            verbs.carryOut(TRACE, stream);
        } catch (IOException | RefusedException e) {
            LOG.debug("a page's transcript ended", e);
        } finally {
            stream.end();
        }
    }

    @Override
    public synchronized void close() {
        streams.values().forEach(EventStream::end);
    }
}
