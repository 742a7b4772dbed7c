package org.tokentwin.emulator.profile;

/** Flags of {@code CK_TOKEN_INFO} that a token model has or has not, whatever its state; PKCS#11 v2.40 section 3.2. */
public enum TokenFlag {
    CKF_RNG(0x1),
    CKF_LOGIN_REQUIRED(0x4),
    CKF_CLOCK_ON_TOKEN(0x40),
    /** The user is asked for a PIN past the application, where that gives none. */
    CKF_PROTECTED_AUTHENTICATION_PATH(0x100),
    CKF_DUAL_CRYPTO_OPERATIONS(0x200);

    private final long bit;

    TokenFlag(long bit) {
        this.bit = bit;
    }

    public long bit() {
        return bit;
    }
}
