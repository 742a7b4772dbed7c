package org.tokentwin.emulator.card;

/** The card is no longer in its reader: closed, or pulled out. */
public final class CardRemovedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which card, from which reader */
    public CardRemovedException(String message) {
        super(message);
    }
}
