package org.tokentwin.emulator.cryptoki;

import org.tokentwin.cryptoki.Ckf;

/** {@code CK_MECHANISM_INFO}, PKCS#11 v2.40 section 3.5. Key sizes are in bits for RSA and EC, 0 if there is no key. */
public record MechanismInfo(long minKeySize, long maxKeySize, long flags) {
    /** Encryption and decryption of messages, whose parameters have pointers. */
    public static final long ENCRYPTED_MESSAGES = Ckf.CKF_MESSAGE_ENCRYPT | Ckf.CKF_MESSAGE_DECRYPT;

    /** Signing and verifying of messages, which have no parameter here. */
    public static final long SIGNED_MESSAGES = Ckf.CKF_MESSAGE_SIGN | Ckf.CKF_MESSAGE_VERIFY;

    /** The flags that came with the functions for messages. */
    public static final long MESSAGES = ENCRYPTED_MESSAGES | SIGNED_MESSAGES;

    /** Returns what is told to a caller that does not have the functions which these flags are about. */
    public MechanismInfo without(long some) {
        return new MechanismInfo(minKeySize, maxKeySize, flags & ~some);
    }
}
