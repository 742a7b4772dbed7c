package org.tokentwin.emulator.cryptoki.application;

import static java.util.Map.entry;
import static org.tokentwin.cryptoki.CryptokiFunction.C_Decrypt;
import static org.tokentwin.cryptoki.CryptokiFunction.C_DecryptDigestUpdate;
import static org.tokentwin.cryptoki.CryptokiFunction.C_DecryptFinal;
import static org.tokentwin.cryptoki.CryptokiFunction.C_DecryptUpdate;
import static org.tokentwin.cryptoki.CryptokiFunction.C_DecryptVerifyUpdate;
import static org.tokentwin.cryptoki.CryptokiFunction.C_Digest;
import static org.tokentwin.cryptoki.CryptokiFunction.C_DigestEncryptUpdate;
import static org.tokentwin.cryptoki.CryptokiFunction.C_DigestFinal;
import static org.tokentwin.cryptoki.CryptokiFunction.C_DigestKey;
import static org.tokentwin.cryptoki.CryptokiFunction.C_DigestUpdate;
import static org.tokentwin.cryptoki.CryptokiFunction.C_Encrypt;
import static org.tokentwin.cryptoki.CryptokiFunction.C_EncryptFinal;
import static org.tokentwin.cryptoki.CryptokiFunction.C_EncryptUpdate;
import static org.tokentwin.cryptoki.CryptokiFunction.C_Sign;
import static org.tokentwin.cryptoki.CryptokiFunction.C_SignEncryptUpdate;
import static org.tokentwin.cryptoki.CryptokiFunction.C_SignFinal;
import static org.tokentwin.cryptoki.CryptokiFunction.C_SignRecover;
import static org.tokentwin.cryptoki.CryptokiFunction.C_SignUpdate;
import static org.tokentwin.cryptoki.CryptokiFunction.C_Verify;
import static org.tokentwin.cryptoki.CryptokiFunction.C_VerifyFinal;
import static org.tokentwin.cryptoki.CryptokiFunction.C_VerifyRecover;
import static org.tokentwin.cryptoki.CryptokiFunction.C_VerifyUpdate;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    /** The operations that a function ends where it is refused, PKCS#11 v2.40 sections 5.8 to 5.12. The Init functions end none. */
    private static final Map<CryptokiFunction, List<Function<Operations, OperationSlot<?>>>> ENDED_BY = endedBy();

    private long begun;
    private final Search search = new Search();
    private static final long EVERY_FLAG = -1;

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

    /** Ends what a call ends that was refused, whatever for. */
    void endAfterRefusalOf(CryptokiFunction function) {
        ENDED_BY.getOrDefault(function, List.of())
                .forEach(slot -> slot.apply(this).end());
        switch (function) {
            case C_EncryptMessageNext -> messageEncrypt.ifActive(MessageOperation::endMessage);
            case C_DecryptMessageNext -> messageDecrypt.ifActive(MessageOperation::endMessage);
            case C_SignMessageNext -> messageSign.ifActive(MessageSignOperation::endMessage);
            case C_VerifyMessageNext -> messageVerify.ifActive(MessageVerifyOperation::endMessage);
            default -> {} // it begins or goes on with no message in parts
        }
    }

    private static Map<CryptokiFunction, List<Function<Operations, OperationSlot<?>>>> endedBy() {
        return Map.ofEntries(
                entry(C_Encrypt, List.of(Operations::encrypt)),
                entry(C_EncryptUpdate, List.of(Operations::encrypt)),
                entry(C_EncryptFinal, List.of(Operations::encrypt)),
                entry(C_Decrypt, List.of(Operations::decrypt)),
                entry(C_DecryptUpdate, List.of(Operations::decrypt)),
                entry(C_DecryptFinal, List.of(Operations::decrypt)),
                entry(C_Digest, List.of(Operations::digest)),
                entry(C_DigestUpdate, List.of(Operations::digest)),
                entry(C_DigestKey, List.of(Operations::digest)),
                entry(C_DigestFinal, List.of(Operations::digest)),
                entry(C_Sign, List.of(Operations::sign)),
                entry(C_SignUpdate, List.of(Operations::sign)),
                entry(C_SignFinal, List.of(Operations::sign)),
                entry(C_SignRecover, List.of(Operations::signRecover)),
                entry(C_Verify, List.of(Operations::verify)),
                entry(C_VerifyUpdate, List.of(Operations::verify)),
                entry(C_VerifyFinal, List.of(Operations::verify)),
                entry(C_VerifyRecover, List.of(Operations::verifyRecover)),
                entry(C_DigestEncryptUpdate, List.of(Operations::digest, Operations::encrypt)),
                entry(C_DecryptDigestUpdate, List.of(Operations::decrypt, Operations::digest)),
                entry(C_SignEncryptUpdate, List.of(Operations::sign, Operations::encrypt)),
                entry(C_DecryptVerifyUpdate, List.of(Operations::decrypt, Operations::verify)));
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
