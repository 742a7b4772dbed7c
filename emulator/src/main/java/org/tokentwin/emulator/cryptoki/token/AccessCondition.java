package org.tokentwin.emulator.cryptoki.token;

/** Who may do something with a file or a key of the card. */
public enum AccessCondition {
    ALWAYS(0x00),
    USER(0x01),
    SO(0x02),
    USER_OR_SO(0x03),
    /** The signature PIN for each use: of keys only. */
    SIGNATURE(0x04);

    private final byte code;

    AccessCondition(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }
}
