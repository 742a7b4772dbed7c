package org.tokentwin.emulator.applet;

/** Access conditions of files and keys, and the security status bits that meet them. */
final class Access {
    static final byte ALWAYS = 0x00;
    static final byte USER = 0x01;
    static final byte SO = 0x02;
    static final byte USER_OR_SO = 0x03;
    /** The signature PIN, given for one use of a key: a condition of keys only. */
    static final byte SIGNATURE = 0x04;

    static final byte NEVER = (byte) 0xFF;

    private Access() {}

    static boolean isCondition(byte condition) {
        return condition == NEVER || (condition >= ALWAYS && condition <= USER_OR_SO);
    }

    /** Whether a status, {@link #USER} and {@link #SO} bits, meets the condition. */
    static boolean meets(byte status, byte condition) {
        return condition == ALWAYS || (condition != NEVER && (status & condition) != 0);
    }
}
