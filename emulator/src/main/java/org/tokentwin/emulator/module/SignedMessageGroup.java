package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.Mechanism;

/** Message-based signing and verifying, PKCS#11 v3.0 sections 5.14 and 5.16. */
record SignedMessageGroup(AbiLayout abi) {
    void messageSignInit(Cryptoki cryptoki, long session, MemorySegment mechanism, long key) {
        cryptoki.messageSignInit(session, mechanism(mechanism), key);
    }

    void signMessage(
            Cryptoki cryptoki,
            long session,
            MemorySegment parameter,
            long parameterLength,
            MemorySegment data,
            long length,
            MemorySegment signature,
            MemorySegment outputLength) {
        new CallerBuffer(abi, signature, outputLength)
                .bytes(result -> cryptoki.signMessage(
                        session, Arguments.bytes(parameter, parameterLength), Arguments.bytes(data, length), result));
    }

    void signMessageBegin(Cryptoki cryptoki, long session, MemorySegment parameter, long parameterLength) {
        cryptoki.signMessageBegin(session, Arguments.bytes(parameter, parameterLength));
    }

    void signMessageNext(
            Cryptoki cryptoki,
            long session,
            MemorySegment parameter,
            long parameterLength,
            MemorySegment part,
            long length,
            MemorySegment signature,
            MemorySegment outputLength) {
        if (Arguments.isNull(outputLength)) { // more parts follow
            cryptoki.signMessageNext(
                    session, Arguments.bytes(parameter, parameterLength), Arguments.bytes(part, length), null);
        } else {
            new CallerBuffer(abi, signature, outputLength)
                    .bytes(result -> cryptoki.signMessageNext(
                            session,
                            Arguments.bytes(parameter, parameterLength),
                            Arguments.bytes(part, length),
                            result));
        }
    }

    void messageSignFinal(Cryptoki cryptoki, long session) {
        cryptoki.messageSignFinal(session);
    }

    void messageVerifyInit(Cryptoki cryptoki, long session, MemorySegment mechanism, long key) {
        cryptoki.messageVerifyInit(session, mechanism(mechanism), key);
    }

    void verifyMessage(
            Cryptoki cryptoki,
            long session,
            MemorySegment parameter,
            long parameterLength,
            MemorySegment data,
            long length,
            MemorySegment signature,
            long signatureLength) {
        cryptoki.verifyMessage(
                session,
                Arguments.bytes(parameter, parameterLength),
                Arguments.bytes(data, length),
                Arguments.bytes(signature, signatureLength));
    }

    void verifyMessageBegin(Cryptoki cryptoki, long session, MemorySegment parameter, long parameterLength) {
        cryptoki.verifyMessageBegin(session, Arguments.bytes(parameter, parameterLength));
    }

    void verifyMessageNext(
            Cryptoki cryptoki,
            long session,
            MemorySegment parameter,
            long parameterLength,
            MemorySegment part,
            long length,
            MemorySegment signature,
            long signatureLength) {
        byte[] given = Arguments.bytes(signature, signatureLength);
        cryptoki.verifyMessageNext(
                session,
                Arguments.bytes(parameter, parameterLength),
                Arguments.bytes(part, length),
                Arguments.isNull(signature) ? null : given);
    }

    void messageVerifyFinal(Cryptoki cryptoki, long session) {
        cryptoki.messageVerifyFinal(session);
    }

    /** A null pointer is no mechanism. */
    private @Nullable Mechanism mechanism(MemorySegment mechanism) {
        return Arguments.isNull(mechanism) ? null : MechanismReader.read(abi, mechanism);
    }
}
