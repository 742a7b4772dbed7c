package org.tokentwin.emulator.card;

import java.util.Locale;
import java.util.Map;

/** Instruction bytes of the card's command set, ISO/IEC 7816-4, -8 and -9, and their names. */
public final class Ins {
    public static final int VERIFY = 0x20;
    /** With a data object in BER-TLV, or without data. */
    public static final int VERIFY_BER = 0x21;

    public static final int MANAGE_SECURITY_ENVIRONMENT = 0x22;
    public static final int CHANGE_REFERENCE_DATA = 0x24;
    public static final int PERFORM_SECURITY_OPERATION = 0x2A;
    public static final int RESET_RETRY_COUNTER = 0x2C;
    public static final int ACTIVATE_FILE = 0x44;
    public static final int GENERATE_ASYMMETRIC_KEY_PAIR = 0x47;
    public static final int MANAGE_CHANNEL = 0x70;
    public static final int GET_CHALLENGE = 0x84;
    public static final int SELECT = 0xA4;
    public static final int READ_BINARY = 0xB0;
    public static final int GET_RESPONSE = 0xC0;
    public static final int GET_DATA = 0xCA;
    public static final int UPDATE_BINARY = 0xD6;
    public static final int PUT_DATA = 0xDA;
    /** With data objects in BER-TLV: the import of a key. */
    public static final int PUT_DATA_BER = 0xDB;

    public static final int CREATE_FILE = 0xE0;
    /** A file or a key. */
    public static final int DELETE = 0xE4;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(VERIFY, "VERIFY"),
            Map.entry(VERIFY_BER, "VERIFY (object)"),
            Map.entry(MANAGE_SECURITY_ENVIRONMENT, "MANAGE SECURITY ENVIRONMENT"),
            Map.entry(CHANGE_REFERENCE_DATA, "CHANGE REFERENCE DATA"),
            Map.entry(PERFORM_SECURITY_OPERATION, "PERFORM SECURITY OPERATION"),
            Map.entry(RESET_RETRY_COUNTER, "RESET RETRY COUNTER"),
            Map.entry(ACTIVATE_FILE, "ACTIVATE FILE"),
            Map.entry(GENERATE_ASYMMETRIC_KEY_PAIR, "GENERATE ASYMMETRIC KEY PAIR"),
            Map.entry(MANAGE_CHANNEL, "MANAGE CHANNEL"),
            Map.entry(GET_CHALLENGE, "GET CHALLENGE"),
            Map.entry(SELECT, "SELECT"),
            Map.entry(READ_BINARY, "READ BINARY"),
            Map.entry(GET_RESPONSE, "GET RESPONSE"),
            Map.entry(GET_DATA, "GET DATA"),
            Map.entry(UPDATE_BINARY, "UPDATE BINARY"),
            Map.entry(PUT_DATA, "PUT DATA"),
            Map.entry(PUT_DATA_BER, "PUT DATA (key)"),
            Map.entry(CREATE_FILE, "CREATE FILE"),
            Map.entry(DELETE, "DELETE"));

    private Ins() {}

    /** Whether the card knows the instruction. */
    static boolean isKnown(int ins) {
        return NAMES.containsKey(ins);
    }

    /** The command's name, or {@code INS 99} for an instruction that the card does not know. */
    public static String name(int ins) {
        return NAMES.getOrDefault(ins, String.format(Locale.ROOT, "INS %02X", ins));
    }
}
