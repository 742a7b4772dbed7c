package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Message digesting, PKCS#11 v2.40 section 5.10. */
record DigestGroup(AbiLayout abi) {
    void digestInit(Cryptoki cryptoki, long session, MemorySegment mechanism) {
        cryptoki.digestInit(session, MechanismReader.read(abi, mechanism));
    }

    void digest(
            Cryptoki cryptoki,
            long session,
            MemorySegment data,
            long length,
            MemorySegment digest,
            MemorySegment outputLength) {
        new CallerBuffer(abi, digest, outputLength)
                .bytes(result -> cryptoki.digest(session, Arguments.bytes(data, length), result));
    }

    void digestUpdate(Cryptoki cryptoki, long session, MemorySegment part, long length) {
        cryptoki.digestUpdate(session, Arguments.bytes(part, length));
    }

    void digestKey(Cryptoki cryptoki, long session, long key) {
        cryptoki.digestKey(session, key);
    }

    void digestFinal(Cryptoki cryptoki, long session, MemorySegment digest, MemorySegment outputLength) {
        new CallerBuffer(abi, digest, outputLength).bytes(result -> cryptoki.digestFinal(session, result));
    }
}
