package org.tokentwin.emulator.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.card.PersistentCard;
import org.tokentwin.emulator.card.RestorableTries;

/**
 * A card that is kept: what a command changed in its memory is on the disk before the command's answer leaves, and a try before the PIN
 * is compared. Where it cannot be written, the answer is {@code 6581} (memory failure, ISO/IEC 7816-4), and the card is out of use until
 * its next reset, which begins with what is on the disk: until then its state is ahead of that.
 */
final class KeptCard implements Card, RestorableTries {
    private static final Logger LOG = LoggerFactory.getLogger(KeptCard.class);
    private static final byte[] MEMORY_FAILURE = {0x65, (byte) 0x81};

    private final Function<byte[], PersistentCard> restored;
    private final ImageFile image;
    private volatile PersistentCard card;

    @GuardedBy("this")
    private byte[] kept;

    @GuardedBy("this")
    private boolean failed;

    @GuardedBy("this")
    private boolean tryTaken;

    /**
     * @param restored makes the card that had a memory
     * @param kept the memory that the image file holds now
     * @throws IllegalArgumentException when that is no card's
     */
    KeptCard(Function<byte[], PersistentCard> restored, ImageFile image, byte[] kept) {
        this.restored = restored;
        this.image = image;
        this.kept = kept;
        this.card = restored.apply(kept);
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
    private synchronized boolean keepTry() {
        tryTaken = true;
        return keep(card.memory(), false);
    }

    @GuardedBy("this")
    private boolean keep(byte[] memory, boolean again) {
        try {
            write(memory, again);
            return true;
        } catch (StoreException e) {
            LOG.warn(
                    "A token is out of use: {}. Make room, then take it out and put it in again ('emulator remove' and "
                            + "'emulator insert'), or start the server again: it goes on with what is on the disk",
                    e.getMessage());
            return false;
        }
    }

    @GuardedBy("this")
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
    public synchronized void reset() {
        if (failed) {
            beginAgain();
        }
        card.reset();
    }

    /** With what is on the disk, be that from before or after what failed. Where it cannot be read, the card stays out of use. */
    @GuardedBy("this")
    private void beginAgain() {
        try {
            byte[] memory = image.read();
            PersistentCard next = restored.apply(memory);
            card.close();
            next.keepTriesWith(this::keepTry);
            card = next;
            kept = memory;
            failed = false;
        } catch (StoreException | IllegalArgumentException e) {
            LOG.warn("A token stays out of use: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        card.close();
    }
}
