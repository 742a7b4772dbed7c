package org.tokentwin.emulator.card.jca;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import javacard.security.CryptoException;

/** A provider's exception as the Java Card API has it, which keeps the cause. */
final class Failure {
    private Failure() {}

    static CryptoException of(GeneralSecurityException cause) {
        CryptoException failure = new CryptoException(reason(cause));
        failure.initCause(cause);
        return failure;
    }

    private static short reason(GeneralSecurityException cause) {
        return switch (cause) {
            case InvalidKeyException key -> CryptoException.ILLEGAL_VALUE;
            case InvalidKeySpecException key -> CryptoException.ILLEGAL_VALUE;
            case NoSuchAlgorithmException algorithm -> CryptoException.NO_SUCH_ALGORITHM;
            default -> CryptoException.ILLEGAL_USE;
        };
    }
}
