package org.tokentwin.emulator.store;

import java.util.Arrays;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.PersistentCard;
import org.tokentwin.emulator.card.RestorableTries;

/**
 * A card that is kept: what a command changed in its memory is on the disk before the command's answer leaves, and a try before the PIN
 * is compared. Where it cannot be written, the answer is {@code 6581} (memory failure, ISO/IEC 7816-4), and the card is out of use: its
 * state is ahead of the disk's.
 */
final class KeptCard implements Card, RestorableTries {
    private static final byte[] MEMORY_FAILURE = {0x65, (byte) 0x81};

    private final PersistentCard card;
    private final ImageFile image;
    private byte[] kept;
    private boolean failed;
    private boolean tryTaken;

    /** @param kept the memory that the image file holds now */
    KeptCard(PersistentCard card, ImageFile image, byte[] kept) {
        this.card = card;
        this.image = image;
        this.kept = kept;
        card.keepTriesWith(this::keepTry);
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
        tryTaken = false;
        byte[] response = card.transmit(command);
        if (!PersistentInstructions.mayChangeMemory(command)) {
            return response;
        }
        byte[] memory = card.memory();
        // After a comparison it is written even where it is the same: what cannot be written must not depend on whether
        // the PIN was right.
        if (!failed && (tryTaken || !Arrays.equals(memory, kept))) {
            keep(memory, tryTaken);
        }
        return failed ? MEMORY_FAILURE.clone() : response;
    }

    /** In the midst of a command, before the comparison. */
    private boolean keepTry() {
        tryTaken = true;
        return keep(card.memory(), false);
    }

    private boolean keep(byte[] memory, boolean again) {
        try {
            write(memory, again);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private void write(byte[] memory, boolean again) {
        try {
            if (again) {
                image.writeAgain(memory);
            } else {
                image.write(memory);
            }
            kept = memory;
        } catch (StoreException e) {
            failed = true;
            throw e;
        }
    }

    /** @throws StoreException when it cannot be written; the card is out of use then */
    @Override
    public synchronized void restoreTries() {
        if (failed) {
            throw new StoreException("The card is out of use: what it holds could not be written");
        }
        card.restoreTries();
        write(card.memory(), false);
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
