package org.tokentwin.emulator.card;

/** A card whose maker can give back the tries of its PINs. No command can: this is for tests, and no real card has it. */
public interface RestorableTries {
    /**
     * Gives every PIN all its tries back, one that is locked too. The PINs stay as they are, and nobody gets a status.
     *
     * @throws CardRemovedException when the card is gone
     */
    void restoreTries();
}
