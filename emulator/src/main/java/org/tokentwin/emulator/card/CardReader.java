package org.tokentwin.emulator.card;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A reader with room for one card. The reader's holder sees the card come and go; a card that was taken out is closed
 * to nobody: its owner may insert it again, after a reset.
 */
public final class CardReader {
    /** Called for every insertion, removal and reset, on the thread that caused it, after it took effect. */
    @FunctionalInterface
    public interface Listener {
        /** @param reader the reader whose card came, went, or was reset */
        void changed(CardReader reader);
    }

    private final String name;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<Card> card = Optional.empty();

    /** @param name as PC/SC would name it, for example {@code SafeNet eToken 5100}; empty for a blank slot */
    public CardReader(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    public String name() {
        return name;
    }

    /** The card in the reader now, if there is one. */
    public Optional<Card> card() {
        return card;
    }

    /**
     * Puts a card in and powers it up.
     *
     * @throws IllegalStateException when a card is in the reader already
     */
    public void insert(Card inserted) {
        synchronized (this) {
            if (card.isPresent()) {
                throw new IllegalStateException("Reader '" + name + "' holds a card already: remove that one first");
            }
            inserted.reset();
            card = Optional.of(inserted);
        }
        listeners.forEach(listener -> listener.changed(this));
    }

    /**
     * Takes the card out, if there is one, and returns it. Its power is gone, and with it every security status; a card that its owner has
     * closed already is taken out all the same.
     */
    public Optional<Card> remove() {
        Optional<Card> removed;
        synchronized (this) {
            removed = card;
            card = Optional.empty();
        }
        removed.ifPresent(CardReader::powerDown);
        if (removed.isPresent()) {
            listeners.forEach(listener -> listener.changed(this));
        }
        return removed;
    }

    /** Resets the card, if there is one, under all who use it: every security status is gone. */
    public void reset() {
        Optional<Card> here = card;
        here.ifPresent(Card::reset);
        if (here.isPresent()) {
            listeners.forEach(listener -> listener.changed(this));
        }
    }

    private static void powerDown(Card removed) {
        try {
            removed.reset();
        } catch (CardRemovedException e) {
            // Closed before it was taken out: it has no power, and no status to lose.
        }
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }
}
