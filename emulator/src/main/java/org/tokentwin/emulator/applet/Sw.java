package org.tokentwin.emulator.applet;

/** Status words, ISO/IEC 7816-4 section 5.6, that the Java Card API does not name. */
final class Sw {
    static final short MORE_DATA = (short) 0x6100;
    static final short END_OF_FILE = (short) 0x6282;
    static final short TRIES_LEFT = (short) 0x63C0;
    static final short LENGTH = (short) 0x6700;
    static final short CHANNEL_NOT_SUPPORTED = (short) 0x6881;
    static final short CHAINING_NOT_SUPPORTED = (short) 0x6884;
    static final short SECURITY_STATUS = (short) 0x6982;
    static final short BLOCKED = (short) 0x6983;
    static final short NOT_INITIALIZED = (short) 0x6984;
    static final short CONDITIONS = (short) 0x6985;
    static final short NO_FILE_SELECTED = (short) 0x6986;
    static final short DATA = (short) 0x6A80;
    static final short NO_CHANNEL = (short) 0x6A81;
    static final short FILE_NOT_FOUND = (short) 0x6A82;
    static final short MEMORY = (short) 0x6A84;
    static final short PARAMETERS = (short) 0x6A86;
    static final short DATA_LENGTH = (short) 0x6A87;
    static final short NOT_FOUND = (short) 0x6A88;
    static final short EXISTS = (short) 0x6A89;
    static final short OFFSET = (short) 0x6B00;
    static final short INS = (short) 0x6D00;
    static final short CLA = (short) 0x6E00;

    private Sw() {}
}
