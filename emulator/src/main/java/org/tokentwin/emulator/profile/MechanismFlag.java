package org.tokentwin.emulator.profile;

import java.util.Arrays;
import org.tokentwin.cryptoki.Ckf;

/** Flags of {@code CK_MECHANISM_INFO}, PKCS#11 v2.40 section 3.5 and mechanisms v2.40 section 2.3. */
public enum MechanismFlag {
    CKF_HW(Ckf.CKF_HW),
    CKF_ENCRYPT(Ckf.CKF_ENCRYPT),
    CKF_DECRYPT(Ckf.CKF_DECRYPT),
    CKF_DIGEST(Ckf.CKF_DIGEST),
    CKF_SIGN(Ckf.CKF_SIGN),
    CKF_SIGN_RECOVER(Ckf.CKF_SIGN_RECOVER),
    CKF_VERIFY(Ckf.CKF_VERIFY),
    CKF_VERIFY_RECOVER(Ckf.CKF_VERIFY_RECOVER),
    CKF_GENERATE(Ckf.CKF_GENERATE),
    CKF_GENERATE_KEY_PAIR(Ckf.CKF_GENERATE_KEY_PAIR),
    CKF_WRAP(Ckf.CKF_WRAP),
    CKF_UNWRAP(Ckf.CKF_UNWRAP),
    CKF_DERIVE(Ckf.CKF_DERIVE),
    CKF_EC_F_P(Ckf.CKF_EC_F_P),
    CKF_EC_F_2M(Ckf.CKF_EC_F_2M),
    CKF_EC_ECPARAMETERS(Ckf.CKF_EC_ECPARAMETERS),
    CKF_EC_OID(Ckf.CKF_EC_OID),
    CKF_EC_UNCOMPRESS(Ckf.CKF_EC_UNCOMPRESS),
    CKF_EC_COMPRESS(Ckf.CKF_EC_COMPRESS);

    private final long bit;

    MechanismFlag(long bit) {
        this.bit = bit;
    }

    public long bit() {
        return bit;
    }

    /** Returns the flags that say what a mechanism can be used for, as bits. */
    public static long uses() {
        return Arrays.stream(values())
                .filter(MechanismFlag::isUse)
                .mapToLong(MechanismFlag::bit)
                .reduce(0, (all, bit) -> all | bit);
    }

    /** Returns whether the flag says what the mechanism can be used for, and not only how it is made. */
    boolean isUse() {
        return bit != Ckf.CKF_HW && bit < Ckf.CKF_EC_F_P;
    }
}
