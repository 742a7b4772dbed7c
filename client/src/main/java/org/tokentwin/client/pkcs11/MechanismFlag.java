package org.tokentwin.client.pkcs11;

import java.util.EnumSet;
import java.util.Set;

/** What a mechanism is for: the flags of CK_MECHANISM_INFO, PKCS#11 v2.40 section 3.3. */
public enum MechanismFlag {
    CKF_HW(0x1),
    CKF_ENCRYPT(0x100),
    CKF_DECRYPT(0x200),
    CKF_DIGEST(0x400),
    CKF_SIGN(0x800),
    CKF_SIGN_RECOVER(0x1000),
    CKF_VERIFY(0x2000),
    CKF_VERIFY_RECOVER(0x4000),
    CKF_GENERATE(0x8000),
    CKF_GENERATE_KEY_PAIR(0x10000),
    CKF_WRAP(0x20000),
    CKF_UNWRAP(0x40000),
    CKF_DERIVE(0x80000);

    private final long mask;

    MechanismFlag(long mask) {
        this.mask = mask;
    }

    static Set<MechanismFlag> of(long flags) {
        Set<MechanismFlag> set = EnumSet.noneOf(MechanismFlag.class);
        for (MechanismFlag flag : values()) {
            if ((flags & flag.mask) != 0) {
                set.add(flag);
            }
        }
        return set;
    }
}
