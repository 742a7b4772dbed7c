package org.tokentwin.emulator.store;

import java.util.Arrays;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.PersistentCard;
import org.tokentwin.emulator.card.RestorableTries;

/**
 * A card that is kept: what a command changed in its memory is on the disk before the command's answer leaves. Where it cannot be
 * written, the answer is {@code 6581} (memory failure, ISO/IEC 7816-4), and the card is out of use: its state is ahead of the disk's.
 */
final class KeptCard implements Card, RestorableTries {
    private static final byte[] MEMORY_FAILURE = {0x65, (byte) 0x81};

    private final PersistentCard card;
    private final ImageFile image;
    private byte[] kept;
    private boolean failed;

    /** @param kept the memory that the image file holds now */
    KeptCard(PersistentCard card, ImageFile image, byte[] kept) {
        this.card = card;
        this.image = image;
        this.kept = kept;
    }

    @Override
    public byte[] atr() {
        return card.atr();
    }

    @Override
    public synchronized byte[] transmit(byte[] command) {
        if (failed) {
            return MEMORY_FAILURE.clone();
        }
        byte[] response = card.transmit(command);
        if (!PersistentInstructions.mayChangeMemory(command)) {
            return response;
        }
        byte[] memory = card.memory();
        if (!Arrays.equals(memory, kept)) {
            try {
                image.write(memory);
                kept = memory;
            } catch (StoreException e) {
                failed = true;
                return MEMORY_FAILURE.clone();
            }
        }
        return response;
    }

    /** @throws StoreException when it cannot be written; the card is out of use then */
    @Override
    public synchronized void restoreTries() {
        if (failed) {
            throw new StoreException("The card is out of use: what it holds could not be written");
        }
        card.restoreTries();
        byte[] memory = card.memory();
        try {
            image.write(memory);
            kept = memory;
        } catch (StoreException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public void reset() {
        card.reset();
    }

    @Override
    public void close() {
        card.close();
    }
}
