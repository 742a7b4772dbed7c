package org.tokentwin.emulator.profile;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.tokentwin.cryptoki.Cka;

/** What a key of a pair is for. */
public enum KeyUse {
    ENCRYPT(Cka.CKA_ENCRYPT),
    DECRYPT(Cka.CKA_DECRYPT),
    SIGN(Cka.CKA_SIGN),
    SIGN_RECOVER(Cka.CKA_SIGN_RECOVER),
    VERIFY(Cka.CKA_VERIFY),
    VERIFY_RECOVER(Cka.CKA_VERIFY_RECOVER),
    WRAP(Cka.CKA_WRAP),
    UNWRAP(Cka.CKA_UNWRAP);

    /** Those that an RSA private key has. */
    public static final Set<KeyUse> OF_RSA_PRIVATE_KEYS =
            Collections.unmodifiableSet(EnumSet.of(DECRYPT, SIGN, SIGN_RECOVER, UNWRAP));

    private final long attribute;

    KeyUse(long attribute) {
        this.attribute = attribute;
    }

    /** Returns the attribute that says it. */
    public long attribute() {
        return attribute;
    }
}
