package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Signing and verifying, PKCS#11 v2.40 sections 5.11 and 5.12. */
record SignatureGroup(AbiLayout abi) {
    void signInit(Cryptoki cryptoki, long session, MemorySegment mechanism, long key) {
        cryptoki.signInit(session, MechanismReader.read(abi, mechanism), key);
    }

    void sign(
            Cryptoki cryptoki,
            long session,
            MemorySegment data,
            long length,
            MemorySegment signature,
            MemorySegment outputLength) {
        new CallerBuffer(abi, signature, outputLength)
                .bytes(result -> cryptoki.sign(session, Arguments.bytes(data, length), result));
    }

    void signUpdate(Cryptoki cryptoki, long session, MemorySegment part, long length) {
        cryptoki.signUpdate(session, Arguments.bytes(part, length));
    }

    void signFinal(Cryptoki cryptoki, long session, MemorySegment signature, MemorySegment outputLength) {
        new CallerBuffer(abi, signature, outputLength).bytes(result -> cryptoki.signFinal(session, result));
    }

    void signRecoverInit(Cryptoki cryptoki, long session, MemorySegment mechanism, long key) {
        cryptoki.signRecoverInit(session, MechanismReader.read(abi, mechanism), key);
    }

    void signRecover(
            Cryptoki cryptoki,
            long session,
            MemorySegment data,
            long length,
            MemorySegment signature,
            MemorySegment outputLength) {
        new CallerBuffer(abi, signature, outputLength)
                .bytes(result -> cryptoki.signRecover(session, Arguments.bytes(data, length), result));
    }

    void verifyInit(Cryptoki cryptoki, long session, MemorySegment mechanism, long key) {
        cryptoki.verifyInit(session, MechanismReader.read(abi, mechanism), key);
    }

    void verify(
            Cryptoki cryptoki,
            long session,
            MemorySegment data,
            long length,
            MemorySegment signature,
            long signatureLength) {
        cryptoki.verify(session, Arguments.bytes(data, length), Arguments.bytes(signature, signatureLength));
    }

    void verifyUpdate(Cryptoki cryptoki, long session, MemorySegment part, long length) {
        cryptoki.verifyUpdate(session, Arguments.bytes(part, length));
    }

    void verifyFinal(Cryptoki cryptoki, long session, MemorySegment signature, long length) {
        cryptoki.verifyFinal(session, Arguments.bytes(signature, length));
    }

    void verifyRecoverInit(Cryptoki cryptoki, long session, MemorySegment mechanism, long key) {
        cryptoki.verifyRecoverInit(session, MechanismReader.read(abi, mechanism), key);
    }

    void verifyRecover(
            Cryptoki cryptoki,
            long session,
            MemorySegment signature,
            long length,
            MemorySegment data,
            MemorySegment outputLength) {
        new CallerBuffer(abi, data, outputLength)
                .bytes(result -> cryptoki.verifyRecover(session, Arguments.bytes(signature, length), result));
    }
}
