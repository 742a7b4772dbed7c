package org.tokentwin.emulator.cryptoki.application;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.emulator.cryptoki.mechanism.BlockOperation;
import org.tokentwin.emulator.cryptoki.mechanism.CipherOperation;
import org.tokentwin.emulator.cryptoki.mechanism.DigestOperation;
import org.tokentwin.emulator.cryptoki.mechanism.Operation;
import org.tokentwin.emulator.cryptoki.mechanism.SignOperation;
import org.tokentwin.emulator.cryptoki.mechanism.VerifyOperation;

/** The operations of one session. Guarded by the session. */
final class Operations {
    /** The operations that a function ends where it is refused, PKCS#11 v2.40 sections 5.8 to 5.12. The Init functions end none. */
    private static final Map<String, List<Function<Operations, OperationSlot<?>>>> ENDED_BY = endedBy();

    private long begun;
    private final Search search = new Search();
    private final OperationSlot<DigestOperation> digest = slot();
    private final OperationSlot<SignOperation> sign = slot();
    private final OperationSlot<VerifyOperation> verify = slot();
    private final OperationSlot<CipherOperation> encrypt = slot();
    private final OperationSlot<CipherOperation> decrypt = slot();
    private final OperationSlot<BlockOperation> signRecover = slot();
    private final OperationSlot<BlockOperation> verifyRecover = slot();

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

    /** Those that use a private key. */
    List<OperationSlot<?>> withPrivateKey() {
        return List.of(sign, decrypt, signRecover);
    }

    /**
     * Ends what a call ends that was refused, whatever for.
     *
     * @param function for example {@code C_Sign}; upper and lower case are the same
     */
    void endAfterRefusalOf(String function) {
        ENDED_BY.getOrDefault(function, List.of())
                .forEach(slot -> slot.apply(this).end());
    }

    private static Map<String, List<Function<Operations, OperationSlot<?>>>> endedBy() {
        Map<String, List<Function<Operations, OperationSlot<?>>>> ended = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        inParts(ended, "C_Encrypt", Operations::encrypt);
        inParts(ended, "C_Decrypt", Operations::decrypt);
        inParts(ended, "C_Digest", Operations::digest);
        inParts(ended, "C_Sign", Operations::sign);
        inParts(ended, "C_Verify", Operations::verify);
        ended.put("C_SignRecover", List.of(Operations::signRecover));
        ended.put("C_VerifyRecover", List.of(Operations::verifyRecover));
        ended.put("C_DigestKey", List.of(Operations::digest));
        ended.put("C_DigestEncryptUpdate", List.of(Operations::digest, Operations::encrypt));
        ended.put("C_DecryptDigestUpdate", List.of(Operations::decrypt, Operations::digest));
        ended.put("C_SignEncryptUpdate", List.of(Operations::sign, Operations::encrypt));
        ended.put("C_DecryptVerifyUpdate", List.of(Operations::decrypt, Operations::verify));
        return Collections.unmodifiableMap(ended);
    }

    private static void inParts(
            Map<String, List<Function<Operations, OperationSlot<?>>>> ended,
            String function,
            Function<Operations, OperationSlot<?>> operation) {
        Stream.of("", "Update", "Final").forEach(part -> ended.put(function + part, List.of(operation)));
    }

    /** Ends the operations whose flags are given, PKCS#11 v3.0 section 5.6.12; those that are not active, and flags of no operation, are passed over. */
    void cancel(long flags) {
        if ((flags & Ckf.CKF_FIND_OBJECTS) != 0) {
            search.end();
        }
        Map.of(
                        Ckf.CKF_ENCRYPT, encrypt,
                        Ckf.CKF_DECRYPT, decrypt,
                        Ckf.CKF_DIGEST, digest,
                        Ckf.CKF_SIGN, sign,
                        Ckf.CKF_SIGN_RECOVER, signRecover,
                        Ckf.CKF_VERIFY, verify,
                        Ckf.CKF_VERIFY_RECOVER, verifyRecover)
                .forEach((flag, operation) -> {
                    if ((flags & flag) != 0) {
                        operation.end();
                    }
                });
    }

    void end() {
        search.end();
        List.of(digest, sign, verify, encrypt, decrypt, signRecover, verifyRecover)
                .forEach(OperationSlot::end);
    }
}
