package org.tokentwin.emulator.card;

import java.util.function.BooleanSupplier;

/** A card whose memory can be kept while its power is off. */
public interface PersistentCard extends Card, RestorableTries {
    /**
     * Everything that outlives the power: files, keys, PINs and their counters. No channel, no security status. It is as secret as the
     * card itself. The caller owns the array.
     */
    byte[] memory();

    /**
     * From now on the card asks before each comparison of a PIN, in the midst of a command, to have its memory kept, in which the try is
     * taken already. Where that cannot be, it compares nothing and returns {@code 6581}.
     *
     * @param keeper returns whether the memory is kept; called by the thread that transmits, which may call {@link #memory}
     */
    void keepTriesWith(BooleanSupplier keeper);
}
