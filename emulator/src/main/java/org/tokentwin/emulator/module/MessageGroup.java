package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/**
 * Message-based encryption and decryption, PKCS#11 v3.0 sections 5.9 and 5.11. They read and write through pointers in a structure that only the session knows, so
 * they are there for callers in this process only.
 */
record MessageGroup(AbiLayout abi) {
    void messageEncryptInit(Cryptoki cryptoki, long session, MemorySegment mechanism, long key) {
        cryptoki.messageEncryptInit(session, MechanismReader.readType(abi, mechanism), key);
    }

    void encryptMessage(
            Cryptoki cryptoki,
            long session,
            MemorySegment parameter,
            long parameterLength,
            MemorySegment associatedData,
            long associatedLength,
            MemorySegment plaintext,
            long length,
            MemorySegment ciphertext,
            MemorySegment outputLength) {
        new CallerBuffer(abi, ciphertext, outputLength)
                .bytes(result -> cryptoki.encryptMessage(
                        session,
                        new CallerMessageParameter(abi, parameter, parameterLength),
                        Arguments.bytes(associatedData, associatedLength),
                        Arguments.bytes(plaintext, length),
                        result));
    }

    void encryptMessageBegin(
            Cryptoki cryptoki,
            long session,
            MemorySegment parameter,
            long parameterLength,
            MemorySegment associatedData,
            long associatedLength) {
        cryptoki.encryptMessageBegin(
                session,
                new CallerMessageParameter(abi, parameter, parameterLength),
                Arguments.bytes(associatedData, associatedLength));
    }

    void encryptMessageNext(
            Cryptoki cryptoki,
            long session,
            MemorySegment parameter,
            long parameterLength,
            MemorySegment plaintext,
            long length,
            MemorySegment ciphertext,
            MemorySegment outputLength,
            long flags) {
        new CallerBuffer(abi, ciphertext, outputLength)
                .bytes(result -> cryptoki.encryptMessageNext(
                        session,
                        new CallerMessageParameter(abi, parameter, parameterLength),
                        Arguments.bytes(plaintext, length),
                        result,
                        flags));
    }

    void messageEncryptFinal(Cryptoki cryptoki, long session) {
        cryptoki.messageEncryptFinal(session);
    }

    void messageDecryptInit(Cryptoki cryptoki, long session, MemorySegment mechanism, long key) {
        cryptoki.messageDecryptInit(session, MechanismReader.readType(abi, mechanism), key);
    }

    void decryptMessage(
            Cryptoki cryptoki,
            long session,
            MemorySegment parameter,
            long parameterLength,
            MemorySegment associatedData,
            long associatedLength,
            MemorySegment ciphertext,
            long length,
            MemorySegment plaintext,
            MemorySegment outputLength) {
        new CallerBuffer(abi, plaintext, outputLength)
                .bytes(result -> cryptoki.decryptMessage(
                        session,
                        new CallerMessageParameter(abi, parameter, parameterLength),
                        Arguments.bytes(associatedData, associatedLength),
                        Arguments.bytes(ciphertext, length),
                        result));
    }

    void decryptMessageBegin(
            Cryptoki cryptoki,
            long session,
            MemorySegment parameter,
            long parameterLength,
            MemorySegment associatedData,
            long associatedLength) {
        cryptoki.decryptMessageBegin(
                session,
                new CallerMessageParameter(abi, parameter, parameterLength),
                Arguments.bytes(associatedData, associatedLength));
    }

    void decryptMessageNext(
            Cryptoki cryptoki,
            long session,
            MemorySegment parameter,
            long parameterLength,
            MemorySegment ciphertext,
            long length,
            MemorySegment plaintext,
            MemorySegment outputLength,
            long flags) {
        new CallerBuffer(abi, plaintext, outputLength)
                .bytes(result -> cryptoki.decryptMessageNext(
                        session,
                        new CallerMessageParameter(abi, parameter, parameterLength),
                        Arguments.bytes(ciphertext, length),
                        result,
                        flags));
    }

    void messageDecryptFinal(Cryptoki cryptoki, long session) {
        cryptoki.messageDecryptFinal(session);
    }
}
