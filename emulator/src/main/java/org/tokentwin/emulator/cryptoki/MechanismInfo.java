package org.tokentwin.emulator.cryptoki;

import org.tokentwin.cryptoki.Ckf;

/** {@code CK_MECHANISM_INFO}, PKCS#11 v2.40 section 3.5. Key sizes are in bits for RSA and EC, 0 if there is no key. */
public record MechanismInfo(long minKeySize, long maxKeySize, long flags) {
    /** The flags that came with the functions for messages. */
    public static final long MESSAGES =
            Ckf.CKF_MESSAGE_ENCRYPT | Ckf.CKF_MESSAGE_DECRYPT | Ckf.CKF_MESSAGE_SIGN | Ckf.CKF_MESSAGE_VERIFY;

    /** Returns what is told to a caller that does not have the functions for messages. */
    public MechanismInfo withoutMessages() {
        return new MechanismInfo(minKeySize, maxKeySize, flags & ~MESSAGES);
    }
}
