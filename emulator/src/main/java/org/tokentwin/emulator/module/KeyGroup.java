package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;

/** Key management, PKCS#11 v2.40 section 5.14. */
record KeyGroup(AbiLayout abi) {
    void generateKey(
            Cryptoki cryptoki,
            long session,
            MemorySegment mechanism,
            MemorySegment template,
            long count,
            MemorySegment key) {
        Arguments.require(key);
        abi.putUlong(
                key,
                0,
                cryptoki.generateKey(
                        session, MechanismReader.read(abi, mechanism), CkAttribute.read(abi, template, count)));
    }

    void generateKeyPair(
            Cryptoki cryptoki,
            long session,
            MemorySegment mechanism,
            MemorySegment publicTemplate,
            long publicCount,
            MemorySegment privateTemplate,
            long privateCount,
            MemorySegment publicKey,
            MemorySegment privateKey) {
        Arguments.require(publicKey, privateKey);
        KeyPairHandles keys = cryptoki.generateKeyPair(
                session,
                MechanismReader.read(abi, mechanism),
                CkAttribute.read(abi, publicTemplate, publicCount),
                CkAttribute.read(abi, privateTemplate, privateCount));
        abi.putUlong(publicKey, 0, keys.publicKey());
        abi.putUlong(privateKey, 0, keys.privateKey());
    }

    void wrapKey(
            Cryptoki cryptoki,
            long session,
            MemorySegment mechanism,
            long wrappingKey,
            long key,
            MemorySegment wrappedKey,
            MemorySegment length) {
        new CallerBuffer(abi, wrappedKey, length)
                .bytes(output ->
                        cryptoki.wrapKey(session, MechanismReader.read(abi, mechanism), wrappingKey, key, output));
    }

    void unwrapKey(
            Cryptoki cryptoki,
            long session,
            MemorySegment mechanism,
            long unwrappingKey,
            MemorySegment wrappedKey,
            long length,
            MemorySegment template,
            long count,
            MemorySegment key) {
        Arguments.require(key);
        abi.putUlong(
                key,
                0,
                cryptoki.unwrapKey(
                        session,
                        MechanismReader.read(abi, mechanism),
                        unwrappingKey,
                        Arguments.bytes(wrappedKey, length),
                        CkAttribute.read(abi, template, count)));
    }

    /** {@code phKey} may be null only for mechanisms that make several keys, which no token here has. */
    void deriveKey(
            Cryptoki cryptoki,
            long session,
            MemorySegment mechanism,
            long baseKey,
            MemorySegment template,
            long count,
            MemorySegment key) {
        Arguments.require(key);
        cryptoki.deriveKey(
                        session, MechanismReader.read(abi, mechanism), baseKey, CkAttribute.read(abi, template, count))
                .ifPresent(handle -> abi.putUlong(key, 0, handle));
    }
}
