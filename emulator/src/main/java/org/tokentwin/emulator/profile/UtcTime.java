package org.tokentwin.emulator.profile;

import java.util.Arrays;

/** What stands in the 16 bytes of {@code utcTime} of a token that has no clock. */
public enum UtcTime {
    /** Bytes of value 0. */
    ZEROS(0),
    /** Blanks. */
    BLANKS(' ');

    private final byte filler;

    UtcTime(int filler) {
        this.filler = (byte) filler;
    }

    /** The field, 16 bytes, the caller's own. */
    public byte[] bytes() {
        byte[] field = new byte[16];
        Arrays.fill(field, filler);
        return field;
    }
}
