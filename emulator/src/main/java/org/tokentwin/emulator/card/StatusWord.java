package org.tokentwin.emulator.card;

import java.util.HexFormat;
import java.util.Map;

/** Status words, ISO/IEC 7816-4 section 5.6, and what they mean. */
public final class StatusWord {
    public static final int SW_OK = 0x9000;
    public static final int SW_END_OF_FILE = 0x6282;
    public static final int SW_WRONG_LENGTH = 0x6700;
    public static final int SW_CHANNEL_NOT_SUPPORTED = 0x6881;
    public static final int SW_SECURITY_STATUS_NOT_SATISFIED = 0x6982;
    public static final int SW_AUTHENTICATION_BLOCKED = 0x6983;
    public static final int SW_REFERENCE_DATA_NOT_USABLE = 0x6984;
    public static final int SW_CONDITIONS_NOT_SATISFIED = 0x6985;
    public static final int SW_COMMAND_NOT_ALLOWED = 0x6986;
    public static final int SW_WRONG_DATA = 0x6A80;
    public static final int SW_FUNCTION_NOT_SUPPORTED = 0x6A81;
    public static final int SW_FILE_NOT_FOUND = 0x6A82;
    public static final int SW_NOT_ENOUGH_MEMORY = 0x6A84;
    public static final int SW_WRONG_PARAMETERS = 0x6A86;
    public static final int SW_LENGTH_INCONSISTENT = 0x6A87;
    public static final int SW_REFERENCE_DATA_NOT_FOUND = 0x6A88;
    public static final int SW_FILE_EXISTS = 0x6A89;
    public static final int SW_WRONG_OFFSET = 0x6B00;
    public static final int SW_INS_NOT_SUPPORTED = 0x6D00;
    public static final int SW_CLA_NOT_SUPPORTED = 0x6E00;
    public static final int SW_UNKNOWN = 0x6F00;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final Map<Integer, String> MEANINGS = Map.ofEntries(
            Map.entry(SW_OK, "ok"),
            Map.entry(SW_END_OF_FILE, "end of file reached"),
            Map.entry(SW_WRONG_LENGTH, "wrong length"),
            Map.entry(SW_CHANNEL_NOT_SUPPORTED, "logical channel not open"),
            Map.entry(SW_SECURITY_STATUS_NOT_SATISFIED, "security status not satisfied"),
            Map.entry(SW_AUTHENTICATION_BLOCKED, "authentication method blocked"),
            Map.entry(SW_REFERENCE_DATA_NOT_USABLE, "reference data not usable"),
            Map.entry(SW_CONDITIONS_NOT_SATISFIED, "conditions of use not satisfied"),
            Map.entry(SW_COMMAND_NOT_ALLOWED, "command not allowed, no current EF"),
            Map.entry(SW_WRONG_DATA, "incorrect parameters in the data field"),
            Map.entry(SW_FUNCTION_NOT_SUPPORTED, "function not supported"),
            Map.entry(SW_FILE_NOT_FOUND, "file or application not found"),
            Map.entry(SW_NOT_ENOUGH_MEMORY, "not enough memory"),
            Map.entry(SW_WRONG_PARAMETERS, "incorrect parameters P1-P2"),
            Map.entry(SW_LENGTH_INCONSISTENT, "length inconsistent with P1-P2"),
            Map.entry(SW_REFERENCE_DATA_NOT_FOUND, "referenced data not found"),
            Map.entry(SW_FILE_EXISTS, "file exists already"),
            Map.entry(SW_WRONG_OFFSET, "offset outside the EF"),
            Map.entry(SW_INS_NOT_SUPPORTED, "instruction not supported"),
            Map.entry(SW_CLA_NOT_SUPPORTED, "class not supported"),
            Map.entry(SW_UNKNOWN, "no precise diagnosis"));

    private static final int TRIES_MASK = 0xFFF0;
    private static final int TRIES_LEFT = 0x63C0;
    private static final int HIGH_BYTE = 0xFF00;
    private static final int MORE_DATA = 0x6100;

    private StatusWord() {}

    /** Whether the status word counts remaining tries, {@code 63Cx}. */
    public static boolean isTriesLeft(int sw) {
        return (sw & TRIES_MASK) == TRIES_LEFT;
    }

    /** Whether more of the answer waits for GET RESPONSE, {@code 61xx}. */
    public static boolean isMoreData(int sw) {
        return (sw & HIGH_BYTE) == MORE_DATA;
    }

    /** For example {@code 63CE (14 tries left)}. */
    public static String describe(int sw) {
        String meaning = MEANINGS.get(sw);
        if (isTriesLeft(sw)) {
            meaning = (sw & ~TRIES_MASK) + " tries left";
        } else if (isMoreData(sw)) {
            meaning = "more data waiting";
        }
        String hex = HEX.toHexDigits((short) sw);
        return meaning == null ? hex : hex + " (" + meaning + ")";
    }
}
