package org.tokentwin.emulator.cryptoki.application;

import java.util.List;
import org.tokentwin.emulator.cryptoki.mechanism.BlockOperation;
import org.tokentwin.emulator.cryptoki.mechanism.DigestOperation;
import org.tokentwin.emulator.cryptoki.mechanism.SignOperation;
import org.tokentwin.emulator.cryptoki.mechanism.VerifyOperation;

/** The operations of one session. Guarded by the session. */
final class Operations {
    private final Search search = new Search();
    private final OperationSlot<DigestOperation> digest = new OperationSlot<>();
    private final OperationSlot<SignOperation> sign = new OperationSlot<>();
    private final OperationSlot<VerifyOperation> verify = new OperationSlot<>();
    private final OperationSlot<BlockOperation> encrypt = new OperationSlot<>();
    private final OperationSlot<BlockOperation> decrypt = new OperationSlot<>();
    private final OperationSlot<BlockOperation> signRecover = new OperationSlot<>();
    private final OperationSlot<BlockOperation> verifyRecover = new OperationSlot<>();

    Search search() {
        return search;
    }

    OperationSlot<DigestOperation> digest() {
        return digest;
    }

    OperationSlot<SignOperation> sign() {
        return sign;
    }

    OperationSlot<VerifyOperation> verify() {
        return verify;
    }

    OperationSlot<BlockOperation> encrypt() {
        return encrypt;
    }

    OperationSlot<BlockOperation> decrypt() {
        return decrypt;
    }

    OperationSlot<BlockOperation> signRecover() {
        return signRecover;
    }

    OperationSlot<BlockOperation> verifyRecover() {
        return verifyRecover;
    }

    /** Those that use a private key. */
    List<OperationSlot<?>> withPrivateKey() {
        return List.of(sign, decrypt, signRecover);
    }

    void end() {
        search.end();
        List.of(digest, sign, verify, encrypt, decrypt, signRecover, verifyRecover)
                .forEach(OperationSlot::end);
    }
}
