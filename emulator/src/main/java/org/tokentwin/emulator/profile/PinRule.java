package org.tokentwin.emulator.profile;

import java.util.Collection;

/** Rules of a PIN policy that hold or do not. */
public enum PinRule {
    CHANGE_ENFORCED(0x01, "A user PIN that must be changed opens nothing until it is."),
    CHANGE_AFTER_SO(0x02, "A user PIN that the SO set must be changed."),
    ANYONE_WRITES_PUBLIC_OBJECTS(
            0x04, "Objects that need no PIN to be read need none to be made, changed or deleted either."),
    INITIAL_8_DIGITS(0x08, "The initial user PIN is exactly 8 digits, and must be changed."),
    CHANGE_INITIAL(0x10, "The initial user PIN must be changed."),
    ADMIN_KEY(0x20, "The SO PIN is an administrator's key: 48 hexadecimal digits.");

    private final int bit;
    private final String meaning;

    PinRule(int bit, String meaning) {
        this.bit = bit;
        this.meaning = meaning;
    }

    /** Returns what holds where the rule does, a sentence. */
    public String meaning() {
        return meaning;
    }

    static byte bits(Collection<PinRule> rules) {
        return (byte) rules.stream().mapToInt(each -> each.bit).reduce(0, (all, bit) -> all | bit);
    }
}
