package org.tokentwin.emulator.profile;

/** Flags of {@code CK_SLOT_INFO} of an empty slot, PKCS#11 v2.40 section 3.2. */
public enum SlotFlag {
    CKF_REMOVABLE_DEVICE(0x2),
    CKF_HW_SLOT(0x4);

    private final long bit;

    SlotFlag(long bit) {
        this.bit = bit;
    }

    public long bit() {
        return bit;
    }
}
