package org.tokentwin.emulator.cryptoki.application;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.security.SecureRandom;

/**
 * Handles of one application. As on the real token the low 16 bits count and the bits above look random, so that nobody
 * relies on small or stable numbers. Never 0, small enough for a {@code CK_ULONG} of 4 bytes, and none comes again
 * before all 268 million have been given.
 */
final class Handles {
    private static final int HIGH_VALUES = 0xFFF;
    private static final int LOW_MASK = 0xFFFF;
    private static final long MIXER = 0x9E3779B97F4A7C15L;
    private static final int TOP_BITS = 33;

    private final long seed = new SecureRandom().nextLong();

    @GuardedBy("this")
    private int count;

    /** The high part steps through all its values for each low part, from a start that the seed hides. */
    synchronized long next() {
        count++;
        int low = count & LOW_MASK;
        long start = ((low ^ seed) * MIXER) >>> TOP_BITS;
        long high = 1 + (start + (count >>> Short.SIZE)) % HIGH_VALUES;
        return high << Short.SIZE | low;
    }
}
