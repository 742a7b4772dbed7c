package org.tokentwin.emulator.cryptoki.token;

/** Instruction bytes, ISO/IEC 7816-4, -8 and -9. */
final class Ins {
    static final int VERIFY = 0x20;
    static final int MANAGE_SECURITY_ENVIRONMENT = 0x22;
    static final int CHANGE_REFERENCE_DATA = 0x24;
    static final int PERFORM_SECURITY_OPERATION = 0x2A;
    static final int RESET_RETRY_COUNTER = 0x2C;
    static final int GENERATE_ASYMMETRIC_KEY_PAIR = 0x47;
    static final int GET_CHALLENGE = 0x84;
    static final int SELECT = 0xA4;
    static final int READ_BINARY = 0xB0;
    static final int GET_DATA = 0xCA;
    static final int UPDATE_BINARY = 0xD6;
    static final int PUT_DATA = 0xDA;
    static final int PUT_DATA_BER = 0xDB;
    static final int CREATE_FILE = 0xE0;
    static final int DELETE = 0xE4;

    private Ins() {}
}
