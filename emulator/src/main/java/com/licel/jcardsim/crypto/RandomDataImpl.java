package com.licel.jcardsim.crypto;

import javacard.framework.Util;
import javacard.security.RandomData;

/**
 * Stands in for jCardSim's class of this name, which every card seeds alike. This one draws from where {@link
 * SecureRandomNullProvider} does. The build leaves jCardSim's out.
 */
public final class RandomDataImpl extends RandomData {
    private final byte algorithm;

    /** @param algorithm which of its kinds of random numbers {@link RandomData} was asked for; they are all the same here */
    public RandomDataImpl(byte algorithm) {
        this.algorithm = algorithm;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // Java Card's name, and the applet's
    public void generateData(byte[] buffer, short offset, short length) {
        nextBytes(buffer, offset, length);
    }

    @Override
    public short nextBytes(byte[] buffer, short offset, short length) {
        byte[] random = new byte[length];
        SecureRandomNullProvider.fill(random);
        return Util.arrayCopyNonAtomic(random, (short) 0, buffer, offset, length);
    }

    @Override
    public void setSeed(byte[] buffer, short offset, short length) {
        // The source is seeded where it is made.
    }

    @Override
    public byte getAlgorithm() {
        return algorithm;
    }
}
