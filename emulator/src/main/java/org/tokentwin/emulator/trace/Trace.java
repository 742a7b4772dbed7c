package org.tokentwin.emulator.trace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiSource;

/** What goes on between applications, PKCS#11 and cards, for listeners. Safe for use by many threads. */
public final class Trace {
    /** What the call that this thread carries out exchanges with cards. */
    static final ScopedValue<CardExchanges> CALL = ScopedValue.newInstance();

    private static final Logger LOG = LoggerFactory.getLogger(Trace.class);

    private final List<Consumer<TraceEvent>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean on;

    /** A transcript that is being taken, until it is closed. */
    public interface Listening extends AutoCloseable {
        /** No event comes after this, but for one that is on its way. A second call does nothing. */
        @Override
        void close();
    }

    /**
     * Begins a transcript.
     *
     * @param listener is given each event on the thread that caused it, so several may come at a time; one that throws gets no more events
     */
    public synchronized Listening listen(Consumer<TraceEvent> listener) {
        listeners.add(listener);
        on = true;
        return () -> forget(listener);
    }

    /**
     * This application, traced where somebody listens.
     *
     * @param number by which the transcript names it
     */
    public Cryptoki of(Cryptoki application, int number) {
        return TracingCryptoki.around(application, this, number);
    }

    /** Likewise, for a caller that asks before each call: nothing stands in its way while nobody listens. */
    public CryptokiSource sourceOf(Cryptoki application, int number) {
        return new TracedSource(application, this, number);
    }

    /** This card, traced where somebody listens. */
    public Card of(Card card) {
        return new ListenedCard(card, this);
    }

    /** The transcripts that are being taken. */
    public int listeners() {
        return listeners.size();
    }

    boolean isOn() {
        return on;
    }

    /** Takes a line about a card: of the call that is going on, or as a separate event. */
    void line(String line) {
        if (CALL.isBound()) {
            CALL.get().add(line);
        } else {
            tell(new TraceEvent(Instant.now().toString(), 0, "", Map.of(), "", "", 0, 0, List.of(line)));
        }
    }

    /** Takes how long a card took for an answer, in nanoseconds. */
    void took(long nanos) {
        if (CALL.isBound()) {
            CALL.get().took(nanos);
        }
    }

    void tell(TraceEvent event) {
        for (Consumer<TraceEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed and gets no more events", e);
                forget(listener);
            }
        }
    }

    private synchronized void forget(Consumer<TraceEvent> listener) {
        listeners.remove(listener);
        on = !listeners.isEmpty();
    }
}
