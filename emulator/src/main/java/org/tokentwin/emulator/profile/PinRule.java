package org.tokentwin.emulator.profile;

import java.util.Collection;

/** Rules of a PIN policy that hold or do not. */
public enum PinRule {
    /** A user PIN that must be changed opens nothing until it is. */
    CHANGE_ENFORCED(0x01),
    /** A user PIN that the SO set must be changed. */
    CHANGE_AFTER_SO(0x02),
    /** Objects that need no PIN to be read need none to be made, changed or deleted either. */
    ANYONE_WRITES_PUBLIC_OBJECTS(0x04),
    /** The initial user PIN is exactly 8 digits, and must be changed. */
    INITIAL_8_DIGITS(0x08);

    private final int bit;

    PinRule(int bit) {
        this.bit = bit;
    }

    static byte bits(Collection<PinRule> rules) {
        return (byte) rules.stream().mapToInt(each -> each.bit).reduce(0, (all, bit) -> all | bit);
    }
}
