package org.tokentwin.emulator.cryptoki.application;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/**
 * Handles of one application. As on the real token the low 16 bits count and the bits above are random, so that nobody relies on small or
 * stable numbers. Never 0, never twice, and small enough for a {@code CK_ULONG} of 4 bytes.
 */
final class Handles {
    private static final int HIGH_BOUND = 0x1000;
    private static final int LOW_MASK = 0xFFFF;

    private final SecureRandom random = new SecureRandom();
    private final Set<Long> given = new HashSet<>();
    private int count;

    synchronized long next() {
        long handle;
        do {
            count++;
            handle = ((long) (1 + random.nextInt(HIGH_BOUND - 1)) << Short.SIZE) | (count & LOW_MASK);
        } while (!given.add(handle));
        return handle;
    }
}
