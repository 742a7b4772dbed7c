package org.tokentwin.emulator.trace;

import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.TracingCard;

/**
 * A card that is traced while somebody listens. Each time somebody begins to, the tracer is a new one: an answer that is fetched in parts is
 * secret to it unless it saw the command that the parts answer.
 */
final class ListenedCard implements Card {
    private final Card card;
    private final Trace trace;
    private volatile @Nullable TracingCard tracing;

    ListenedCard(Card card, Trace trace) {
        this.card = card;
        this.trace = trace;
    }

    @Override
    public byte[] atr() {
        return card.atr();
    }

    @Override
    public byte[] transmit(byte[] command) {
        return listened().transmit(command);
    }

    @Override
    public void reset() {
        listened().reset();
    }

    @Override
    public void close() {
        card.close();
    }

    private Card listened() {
        TracingCard current = tracing;
        if (!trace.isOn()) {
            if (current != null) {
                tracing = null;
            }
            return card;
        }
        if (current == null) {
            current = new TracingCard(card, line -> trace.line(withoutNumber(line)), trace::took);
            tracing = current;
        }
        return current;
    }

    /** The exchanges of a call are in order, and of no other card's. */
    private static String withoutNumber(String line) {
        return Character.isDigit(line.charAt(0)) ? line.substring(line.indexOf(' ') + 1) : line;
    }
}
