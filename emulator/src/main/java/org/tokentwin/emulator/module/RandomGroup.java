package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Random number generation, PKCS#11 v2.40 section 5.15. */
record RandomGroup() {
    void seedRandom(Cryptoki cryptoki, long session, MemorySegment seed, long length) {
        cryptoki.seedRandom(session, Arguments.bytes(seed, length));
    }

    void generateRandom(Cryptoki cryptoki, long session, MemorySegment random, long length) {
        byte[] bytes = cryptoki.generateRandom(session, Arguments.length(random, length, 1));
        MemorySegment.copy(bytes, 0, random, JAVA_BYTE, 0, bytes.length);
    }
}
