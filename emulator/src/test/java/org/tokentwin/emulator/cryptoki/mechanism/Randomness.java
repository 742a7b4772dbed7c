package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.SecureRandom;

/** Random bytes for tests. */
final class Randomness {
    static final SecureRandom SYSTEM = new SecureRandom();

    private Randomness() {}

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        SYSTEM.nextBytes(bytes);
        return bytes;
    }
}
