package org.tokentwin.emulator.rpc;

/**
 * How a client writes mechanisms. The protocol's versions do not say it, but the version that a client offers tells its release.
 */
enum MechanismForm {
    /** Up to p11-kit 0.25.5: behind a mechanism without parameter stands the length of a null pointer; a parameter stands alone. */
    NULL_LENGTH,
    /** Since p11-kit 0.25.6: nothing stands behind a mechanism without parameter; before a parameter stands whether there is one. */
    PRESENCE_BYTE;

    private static final int OFFERED_SINCE_0_25_6 = 2;

    static MechanismForm ofClientOffering(int version) {
        return version >= OFFERED_SINCE_0_25_6 ? PRESENCE_BYTE : NULL_LENGTH;
    }
}
