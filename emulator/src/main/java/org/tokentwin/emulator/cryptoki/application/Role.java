package org.tokentwin.emulator.cryptoki.application;

import org.tokentwin.cryptoki.Cks;
import org.tokentwin.emulator.cryptoki.PinReference;

/** Who an application is on a token: the same for all its sessions, PKCS#11 v2.40 section 5.6. */
enum Role {
    PUBLIC(PinReference.USER, Cks.CKS_RO_PUBLIC_SESSION, Cks.CKS_RW_PUBLIC_SESSION),
    USER(PinReference.USER, Cks.CKS_RO_USER_FUNCTIONS, Cks.CKS_RW_USER_FUNCTIONS),
    /** There is no read-only session while the SO is logged in. */
    SO(PinReference.SO, Cks.CKS_RW_SO_FUNCTIONS, Cks.CKS_RW_SO_FUNCTIONS);

    private final PinReference pin;
    private final long readOnlyState;
    private final long readWriteState;

    Role(PinReference pin, long readOnlyState, long readWriteState) {
        this.pin = pin;
        this.readOnlyState = readOnlyState;
        this.readWriteState = readWriteState;
    }

    /** The PIN that this role changes with {@code C_SetPIN}, and logs in with. */
    PinReference pin() {
        return pin;
    }

    /** {@code CKS_*} of a session. */
    long state(boolean readWrite) {
        return readWrite ? readWriteState : readOnlyState;
    }
}
