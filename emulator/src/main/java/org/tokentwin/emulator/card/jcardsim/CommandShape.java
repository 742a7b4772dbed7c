package org.tokentwin.emulator.card.jcardsim;

/** The form of a command APDU, ISO/IEC 7816-4 section 5.2, before jCardSim sees it: it throws at what has none. */
final class CommandShape {
    private static final int HEADER = 4;
    private static final int SHORT_DATA = 5;
    private static final int EXTENDED_DATA = 7;
    private static final int LONGEST_DATA = 32767;
    private static final int LONGEST_LE = 0x7FFF;

    private CommandShape() {}

    /** Whether the lengths in the command are those that it has, and jCardSim's buffer can take it. */
    static boolean isSound(byte[] command) {
        int length = command.length;
        if (length < HEADER) {
            return false;
        }
        if (length <= SHORT_DATA) {
            return true;
        }
        if (command[HEADER] != 0) {
            int end = SHORT_DATA + Byte.toUnsignedInt(command[HEADER]);
            return length == end || length == end + 1;
        }
        if (length <= EXTENDED_DATA) {
            return length == EXTENDED_DATA;
        }
        int data = twoBytes(command, SHORT_DATA);
        int end = EXTENDED_DATA + data;
        return data > 0 && data <= LONGEST_DATA && (length == end || length == end + 2);
    }

    /**
     * The command with an extended Le as the Java Card platform reports it to an applet: 32,767 at most, and as much for 0, which
     * means any. jCardSim would report 0, as if there were none.
     */
    static byte[] withReportedLe(byte[] command) {
        if (!hasExtendedLe(command)) {
            return command;
        }
        int at = command.length - 2;
        int le = twoBytes(command, at);
        if (le > 0 && le <= LONGEST_LE) {
            return command;
        }
        byte[] reported = command.clone();
        reported[at] = (byte) (LONGEST_LE >> Byte.SIZE);
        reported[at + 1] = (byte) LONGEST_LE;
        return reported;
    }

    private static boolean hasExtendedLe(byte[] command) {
        if (command.length < EXTENDED_DATA || command[HEADER] != 0) {
            return false;
        }
        return command.length == EXTENDED_DATA || command.length == EXTENDED_DATA + twoBytes(command, SHORT_DATA) + 2;
    }

    private static int twoBytes(byte[] command, int at) {
        return Byte.toUnsignedInt(command[at]) << Byte.SIZE | Byte.toUnsignedInt(command[at + 1]);
    }
}
