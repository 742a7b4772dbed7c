package org.tokentwin.client.pkcs11;

import java.util.EnumSet;
import java.util.Set;

/** The flags of CK_TOKEN_INFO, PKCS#11 v2.40 section 3.2. */
public enum TokenFlag {
    CKF_RNG(0x1),
    CKF_WRITE_PROTECTED(0x2),
    CKF_LOGIN_REQUIRED(0x4),
    CKF_USER_PIN_INITIALIZED(0x8),
    CKF_RESTORE_KEY_NOT_NEEDED(0x20),
    CKF_CLOCK_ON_TOKEN(0x40),
    CKF_PROTECTED_AUTHENTICATION_PATH(0x100),
    CKF_DUAL_CRYPTO_OPERATIONS(0x200),
    CKF_TOKEN_INITIALIZED(0x400),
    CKF_SECONDARY_AUTHENTICATION(0x800),
    CKF_USER_PIN_COUNT_LOW(0x10000),
    CKF_USER_PIN_FINAL_TRY(0x20000),
    CKF_USER_PIN_LOCKED(0x40000),
    CKF_USER_PIN_TO_BE_CHANGED(0x80000),
    CKF_SO_PIN_COUNT_LOW(0x100000),
    CKF_SO_PIN_FINAL_TRY(0x200000),
    CKF_SO_PIN_LOCKED(0x400000),
    CKF_SO_PIN_TO_BE_CHANGED(0x800000),
    CKF_ERROR_STATE(0x1000000);

    private final long mask;

    TokenFlag(long mask) {
        this.mask = mask;
    }

    long mask() {
        return mask;
    }

    static Set<TokenFlag> of(long flags) {
        Set<TokenFlag> set = EnumSet.noneOf(TokenFlag.class);
        for (TokenFlag flag : values()) {
            if ((flags & flag.mask) != 0) {
                set.add(flag);
            }
        }
        return set;
    }
}
