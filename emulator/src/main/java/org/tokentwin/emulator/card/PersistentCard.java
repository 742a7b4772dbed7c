package org.tokentwin.emulator.card;

/** A card whose memory can be kept while its power is off. */
public interface PersistentCard extends Card, RestorableTries {
    /**
     * Everything that outlives the power: files, keys, PINs and their counters. No channel, no security status. It is as secret as the
     * card itself. The caller owns the array.
     */
    byte[] memory();
}
