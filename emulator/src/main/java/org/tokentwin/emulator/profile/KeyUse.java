package org.tokentwin.emulator.profile;

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

    private final long attribute;

    KeyUse(long attribute) {
        this.attribute = attribute;
    }

    /** Returns the attribute that says it. */
    public long attribute() {
        return attribute;
    }
}
