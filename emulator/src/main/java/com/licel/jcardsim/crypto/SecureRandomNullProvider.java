package com.licel.jcardsim.crypto;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;

/**
 * Stands in for jCardSim's class of this name, whose generator is never seeded: with that one every card makes the same key
 * pairs, and an ECDSA nonce is constant. This one draws from the {@link #SOURCE} of the card that computes on this thread, or
 * from the system's entropy. The build leaves jCardSim's out.
 */
public final class SecureRandomNullProvider extends SecureRandom {
    /** What a card's random numbers come from while it carries out a command. */
    public static final ScopedValue<SecureRandom> SOURCE = ScopedValue.newInstance();

    private static final long serialVersionUID = 1L;
    private static final SecureRandom SYSTEM = new SecureRandom();

    SecureRandomNullProvider() {
        super(new OfTheCard(), null);
    }

    /** Fills the array from the source of the card that computes on this thread. */
    static void fill(byte[] bytes) {
        SOURCE.orElse(SYSTEM).nextBytes(bytes);
    }

    private static final class OfTheCard extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        @Override
        protected void engineSetSeed(byte[] seed) {
            // The source is seeded where it is made.
        }

        @Override
        protected void engineNextBytes(byte[] bytes) {
            fill(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            byte[] seed = new byte[length];
            fill(seed);
            return seed;
        }
    }
}
