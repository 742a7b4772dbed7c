package org.tokentwin.emulator.cryptoki.application;

import java.util.List;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.cryptoki.mechanism.BlockOperation;
import org.tokentwin.emulator.cryptoki.mechanism.CipherOperation;
import org.tokentwin.emulator.cryptoki.mechanism.DigestOperation;
import org.tokentwin.emulator.cryptoki.mechanism.MessageOperation;
import org.tokentwin.emulator.cryptoki.mechanism.MessageSignOperation;
import org.tokentwin.emulator.cryptoki.mechanism.MessageVerifyOperation;
import org.tokentwin.emulator.cryptoki.mechanism.Operation;
import org.tokentwin.emulator.cryptoki.mechanism.SignOperation;
import org.tokentwin.emulator.cryptoki.mechanism.VerifyOperation;

/** The operations of one session. Guarded by the session. */
final class Operations {
    private static final long EVERY_FLAG = -1;

    private long begun;
    private final Search search = new Search();
    private final OperationSlot<DigestOperation> digest = slot();
    private final OperationSlot<SignOperation> sign = slot();
    private final OperationSlot<VerifyOperation> verify = slot();
    private final OperationSlot<CipherOperation> encrypt = slot();
    private final OperationSlot<CipherOperation> decrypt = slot();
    private final OperationSlot<BlockOperation> signRecover = slot();
    private final OperationSlot<BlockOperation> verifyRecover = slot();

    private final OperationSlot<MessageOperation> messageEncrypt = slot();
    private final OperationSlot<MessageOperation> messageDecrypt = slot();
    private final OperationSlot<MessageSignOperation> messageSign = slot();
    private final OperationSlot<MessageVerifyOperation> messageVerify = slot();

    private <T extends Operation> OperationSlot<T> slot() {
        return new OperationSlot<>(() -> ++begun);
    }

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

    OperationSlot<CipherOperation> encrypt() {
        return encrypt;
    }

    OperationSlot<CipherOperation> decrypt() {
        return decrypt;
    }

    OperationSlot<BlockOperation> signRecover() {
        return signRecover;
    }

    OperationSlot<BlockOperation> verifyRecover() {
        return verifyRecover;
    }

    OperationSlot<MessageOperation> messageEncrypt() {
        return messageEncrypt;
    }

    OperationSlot<MessageOperation> messageDecrypt() {
        return messageDecrypt;
    }

    OperationSlot<MessageSignOperation> messageSign() {
        return messageSign;
    }

    OperationSlot<MessageVerifyOperation> messageVerify() {
        return messageVerify;
    }

    /** Those that use a private key. */
    List<OperationSlot<?>> withPrivateKey() {
        return List.of(sign, decrypt, signRecover, messageSign);
    }

    /**
     * Ends what a call ends that was refused, whatever for: the operation that it goes on with or ends, PKCS#11 v2.40 sections 5.8 to 5.12, and a message in parts.
     * The Init functions end none.
     */
    void endAfterRefusalOf(CryptokiFunction function) {
        switch (function) {
            case C_Encrypt, C_EncryptUpdate, C_EncryptFinal -> encrypt.end();
            case C_Decrypt, C_DecryptUpdate, C_DecryptFinal -> decrypt.end();
            case C_Digest, C_DigestUpdate, C_DigestKey, C_DigestFinal -> digest.end();
            case C_Sign, C_SignUpdate, C_SignFinal -> sign.end();
            case C_SignRecover -> signRecover.end();
            case C_Verify, C_VerifyUpdate, C_VerifyFinal -> verify.end();
            case C_VerifyRecover -> verifyRecover.end();
            case C_DigestEncryptUpdate -> end(digest, encrypt);
            case C_DecryptDigestUpdate -> end(decrypt, digest);
            case C_SignEncryptUpdate -> end(sign, encrypt);
            case C_DecryptVerifyUpdate -> end(decrypt, verify);
            case C_EncryptMessageNext -> messageEncrypt.ifActive(MessageOperation::endMessage);
            case C_DecryptMessageNext -> messageDecrypt.ifActive(MessageOperation::endMessage);
            case C_SignMessageNext -> messageSign.ifActive(MessageSignOperation::endMessage);
            case C_VerifyMessageNext -> messageVerify.ifActive(MessageVerifyOperation::endMessage);
            default -> {} // it begins or goes on with nothing
        }
    }

    private static void end(OperationSlot<?> first, OperationSlot<?> second) {
        first.end();
        second.end();
    }

    /** Ends the operations whose flags are given, PKCS#11 v3.0 section 5.6.12; those that are not active, and flags of no operation, are passed over. */
    void cancel(long flags) {
        if ((flags & Ckf.CKF_FIND_OBJECTS) != 0) {
            search.end();
        }
        end(flags & Ckf.CKF_ENCRYPT, encrypt);
        end(flags & Ckf.CKF_DECRYPT, decrypt);
        end(flags & Ckf.CKF_DIGEST, digest);
        end(flags & Ckf.CKF_SIGN, sign);
        end(flags & Ckf.CKF_SIGN_RECOVER, signRecover);
        end(flags & Ckf.CKF_VERIFY, verify);
        end(flags & Ckf.CKF_VERIFY_RECOVER, verifyRecover);
        end(flags & Ckf.CKF_MESSAGE_ENCRYPT, messageEncrypt);
        end(flags & Ckf.CKF_MESSAGE_DECRYPT, messageDecrypt);
        end(flags & Ckf.CKF_MESSAGE_SIGN, messageSign);
        end(flags & Ckf.CKF_MESSAGE_VERIFY, messageVerify);
    }

    private static void end(long flag, OperationSlot<?> operation) {
        if (flag != 0) {
            operation.end();
        }
    }

    void end() {
        cancel(EVERY_FLAG);
    }
}
