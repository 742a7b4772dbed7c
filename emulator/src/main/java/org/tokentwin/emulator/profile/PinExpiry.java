package org.tokentwin.emulator.profile;

/** Which call answers {@code CKR_PIN_EXPIRED} while the user PIN must be changed. */
public enum PinExpiry {
    /** {@code C_Login} itself. */
    LOGIN,
    /**
     * {@code C_Login} succeeds, and every later call but {@code C_SetPIN} is refused, as PKCS#11 v2.40 section 3.2 has
     * it.
     */
    LATER_CALLS
}
