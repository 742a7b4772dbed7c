package org.tokentwin.emulator.card;

/** Kinds of command that take a card about the same time. */
public enum CommandClass {
    /** All that is only read, selected or asked. */
    EXCHANGE,
    /** A PIN is compared. */
    VERIFY,
    /** A PIN is compared and another one is written. */
    CHANGE_PIN,
    /** A file is made, changed or deleted, or a key deleted. */
    WRITE,
    /** A private key signs. */
    SIGN,
    /** A private key deciphers, or agrees. */
    DECIPHER,
    /** A private key is brought in. */
    IMPORT_KEY,
    /** A key pair is made. */
    GENERATE_KEY;

    private static final int CHAINED = 0x10;
    private static final int FIRST_WITHOUT_CHAINING = 0x80;
    private static final int COMPUTE_SIGNATURE = 0x9E;
    private static final int DECIPHER_PLAIN = 0x80;

    /** The class of a command APDU; what is no command, or a part of one that goes on, is an {@link #EXCHANGE}. */
    public static CommandClass of(byte[] command) {
        if (command.length < 4 || isChained(Byte.toUnsignedInt(command[0]))) {
            return EXCHANGE;
        }
        return switch (Byte.toUnsignedInt(command[1])) {
            case Ins.VERIFY, Ins.VERIFY_BER -> VERIFY;
            case Ins.CHANGE_REFERENCE_DATA, Ins.RESET_RETRY_COUNTER -> CHANGE_PIN;
            case Ins.CREATE_FILE, Ins.UPDATE_BINARY, Ins.DELETE, Ins.PUT_DATA -> WRITE;
            case Ins.PERFORM_SECURITY_OPERATION -> operation(Byte.toUnsignedInt(command[2]));
            case Ins.PUT_DATA_BER -> IMPORT_KEY;
            case Ins.GENERATE_ASYMMETRIC_KEY_PAIR -> GENERATE_KEY;
            default -> EXCHANGE;
        };
    }

    private static boolean isChained(int cla) {
        return cla < FIRST_WITHOUT_CHAINING && (cla & CHAINED) != 0;
    }

    private static CommandClass operation(int answered) {
        return switch (answered) {
            case COMPUTE_SIGNATURE -> SIGN;
            case DECIPHER_PLAIN -> DECIPHER;
            default -> EXCHANGE;
        };
    }
}
