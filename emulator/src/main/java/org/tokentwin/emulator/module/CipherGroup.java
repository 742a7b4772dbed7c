package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Encryption and decryption, PKCS#11 v2.40 sections 5.8 and 5.9, with the dual-function operations of section 5.13. */
record CipherGroup(AbiLayout abi) {
    void encryptInit(Cryptoki cryptoki, long session, MemorySegment mechanism, long key) {
        cryptoki.encryptInit(session, MechanismReader.read(abi, mechanism), key);
    }

    void encrypt(
            Cryptoki cryptoki,
            long session,
            MemorySegment data,
            long length,
            MemorySegment encryptedData,
            MemorySegment outputLength) {
        new CallerBuffer(abi, encryptedData, outputLength)
                .bytes(result -> cryptoki.encrypt(session, Arguments.bytes(data, length), result));
    }

    void encryptUpdate(
            Cryptoki cryptoki,
            long session,
            MemorySegment part,
            long length,
            MemorySegment encryptedPart,
            MemorySegment outputLength) {
        new CallerBuffer(abi, encryptedPart, outputLength)
                .bytes(result -> cryptoki.encryptUpdate(session, Arguments.bytes(part, length), result));
    }

    void encryptFinal(Cryptoki cryptoki, long session, MemorySegment lastPart, MemorySegment outputLength) {
        new CallerBuffer(abi, lastPart, outputLength).bytes(result -> cryptoki.encryptFinal(session, result));
    }

    void decryptInit(Cryptoki cryptoki, long session, MemorySegment mechanism, long key) {
        cryptoki.decryptInit(session, MechanismReader.read(abi, mechanism), key);
    }

    void decrypt(
            Cryptoki cryptoki,
            long session,
            MemorySegment encryptedData,
            long length,
            MemorySegment data,
            MemorySegment outputLength) {
        new CallerBuffer(abi, data, outputLength)
                .bytes(result -> cryptoki.decrypt(session, Arguments.bytes(encryptedData, length), result));
    }

    void decryptUpdate(
            Cryptoki cryptoki,
            long session,
            MemorySegment encryptedPart,
            long length,
            MemorySegment part,
            MemorySegment outputLength) {
        new CallerBuffer(abi, part, outputLength)
                .bytes(result -> cryptoki.decryptUpdate(session, Arguments.bytes(encryptedPart, length), result));
    }

    void decryptFinal(Cryptoki cryptoki, long session, MemorySegment lastPart, MemorySegment outputLength) {
        new CallerBuffer(abi, lastPart, outputLength).bytes(result -> cryptoki.decryptFinal(session, result));
    }

    void digestEncryptUpdate(
            Cryptoki cryptoki,
            long session,
            MemorySegment part,
            long length,
            MemorySegment encryptedPart,
            MemorySegment outputLength) {
        new CallerBuffer(abi, encryptedPart, outputLength)
                .bytes(result -> cryptoki.digestEncryptUpdate(session, Arguments.bytes(part, length), result));
    }

    void decryptDigestUpdate(
            Cryptoki cryptoki,
            long session,
            MemorySegment encryptedPart,
            long length,
            MemorySegment part,
            MemorySegment outputLength) {
        new CallerBuffer(abi, part, outputLength)
                .bytes(result -> cryptoki.decryptDigestUpdate(session, Arguments.bytes(encryptedPart, length), result));
    }

    void signEncryptUpdate(
            Cryptoki cryptoki,
            long session,
            MemorySegment part,
            long length,
            MemorySegment encryptedPart,
            MemorySegment outputLength) {
        new CallerBuffer(abi, encryptedPart, outputLength)
                .bytes(result -> cryptoki.signEncryptUpdate(session, Arguments.bytes(part, length), result));
    }

    void decryptVerifyUpdate(
            Cryptoki cryptoki,
            long session,
            MemorySegment encryptedPart,
            long length,
            MemorySegment part,
            MemorySegment outputLength) {
        new CallerBuffer(abi, part, outputLength)
                .bytes(result -> cryptoki.decryptVerifyUpdate(session, Arguments.bytes(encryptedPart, length), result));
    }
}
