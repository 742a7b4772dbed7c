package org.tokentwin.emulator.store;

import java.util.function.Predicate;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.PersistentCard;

/** A store with a fault: what certain commands change it writes no sooner than with the next change that another one makes. */
final class LateCard implements Card {
    private final PersistentCard late;
    private final KeptCard kept;
    private final Predicate<byte[]> isLate;

    LateCard(PersistentCard card, ImageFile image, Predicate<byte[]> isLate) {
        this.late = card;
        this.kept = new KeptCard(_ -> card, image, card.memory());
        this.isLate = isLate;
    }

    @Override
    public byte[] atr() {
        return kept.atr();
    }

    @Override
    public byte[] transmit(byte[] command) {
        return isLate.test(command) ? late.transmit(command) : kept.transmit(command);
    }

    @Override
    public void reset() {
        kept.reset();
    }

    @Override
    public void close() {
        kept.close();
    }
}
