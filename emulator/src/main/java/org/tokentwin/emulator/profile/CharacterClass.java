package org.tokentwin.emulator.profile;

import java.util.Collection;

/** Classes of printable ASCII characters that a PIN policy speaks of. */
public enum CharacterClass {
    UPPER(0x01, "an upper-case letter", "upper-case letters"),
    LOWER(0x02, "a lower-case letter", "lower-case letters"),
    DIGIT(0x04, "a digit", "digits"),
    /** Neither letter nor digit. */
    SPECIAL(0x08, "a special character", "special characters");

    private final int bit;
    private final String one;
    private final String several;

    CharacterClass(int bit, String one, String several) {
        this.bit = bit;
        this.one = one;
        this.several = several;
    }

    /** As in "at least one of each". */
    String one() {
        return one;
    }

    /** As in "none of these". */
    String several() {
        return several;
    }

    /** The classes as one byte of the card's policy. */
    static byte bits(Collection<CharacterClass> classes) {
        return (byte) classes.stream().mapToInt(each -> each.bit).reduce(0, (all, bit) -> all | bit);
    }
}
