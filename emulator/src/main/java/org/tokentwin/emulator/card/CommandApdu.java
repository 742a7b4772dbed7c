package org.tokentwin.emulator.card;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * A command APDU without its class byte, which is the channel's: header, data field, and the length of the expected answer.
 *
 * @param ins instruction, 0 to 255
 * @param p1 first parameter, 0 to 255
 * @param p2 second parameter, 0 to 255
 * @param data 0 to 65,535 bytes; not copied
 * @param le longest answer that is expected, 0 (none) to 65,536
 */
@SuppressWarnings("ArrayRecordComponent") // a value that is made for one exchange and never compared
public record CommandApdu(int ins, int p1, int p2, byte[] data, int le) {
    private static final int HEADER = 4;
    private static final int LONGEST_ANSWER = 65536;
    private static final int LONGEST_SHORT_DATA = 255;
    private static final int LONGEST_SHORT_ANSWER = 256;

    /** A command that has no data field. */
    public static CommandApdu of(int ins, int p1, int p2, int le) {
        return new CommandApdu(ins, p1, p2, new byte[0], le);
    }

    /**
     * Reads what {@link #encode} writes, class byte included, short or extended.
     *
     * @return empty where the lengths are not those of a command APDU
     */
    public static Optional<CommandApdu> parse(byte[] bytes) {
        int length = bytes.length;
        if (length < HEADER) {
            return Optional.empty();
        }
        if (length == HEADER) {
            return Optional.of(part(bytes, HEADER, 0, 0));
        }
        boolean extended = bytes[HEADER] == 0 && length > HEADER + 1;
        return extended ? parseExtended(bytes) : parseShort(bytes);
    }

    private static Optional<CommandApdu> parseShort(byte[] bytes) {
        int first = Byte.toUnsignedInt(bytes[HEADER]);
        int from = HEADER + 1;
        if (bytes.length == from) {
            return Optional.of(part(bytes, from, 0, first == 0 ? LONGEST_SHORT_ANSWER : first));
        }
        if (bytes.length == from + first) {
            return Optional.of(part(bytes, from, first, 0));
        }
        if (bytes.length == from + first + 1) {
            int le = Byte.toUnsignedInt(bytes[from + first]);
            return Optional.of(part(bytes, from, first, le == 0 ? LONGEST_SHORT_ANSWER : le));
        }
        return Optional.empty();
    }

    private static Optional<CommandApdu> parseExtended(byte[] bytes) {
        int from = HEADER + 3;
        if (bytes.length < from) {
            return Optional.empty();
        }
        int first = twoBytes(bytes, HEADER + 1);
        if (bytes.length == from) {
            return Optional.of(part(bytes, from, 0, first == 0 ? LONGEST_ANSWER : first));
        }
        if (first > 0 && bytes.length == from + first) {
            return Optional.of(part(bytes, from, first, 0));
        }
        if (first > 0 && bytes.length == from + first + 2) {
            int le = twoBytes(bytes, from + first);
            return Optional.of(part(bytes, from, first, le == 0 ? LONGEST_ANSWER : le));
        }
        return Optional.empty();
    }

    private static CommandApdu part(byte[] bytes, int from, int length, int le) {
        return new CommandApdu(
                Byte.toUnsignedInt(bytes[1]),
                Byte.toUnsignedInt(bytes[2]),
                Byte.toUnsignedInt(bytes[3]),
                Arrays.copyOfRange(bytes, from, from + length),
                le);
    }

    private static int twoBytes(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at]) << Byte.SIZE | Byte.toUnsignedInt(bytes[at + 1]);
    }

    /** The command as the card takes it, ISO/IEC 7816-4 section 5.1: short where it can be, else extended. */
    byte[] encode(int cla) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 9);
        out.write(cla);
        out.write(ins);
        out.write(p1);
        out.write(p2);
        if (data.length <= LONGEST_SHORT_DATA && le <= LONGEST_SHORT_ANSWER) {
            writeShort(out);
        } else {
            writeExtended(out);
        }
        return out.toByteArray();
    }

    private void writeShort(ByteArrayOutputStream out) {
        if (data.length > 0) {
            out.write(data.length);
            out.writeBytes(data);
        }
        if (le > 0) {
            out.write(le);
        }
    }

    private void writeExtended(ByteArrayOutputStream out) {
        out.write(0);
        if (data.length > 0) {
            writeTwoBytes(out, data.length);
            out.writeBytes(data);
        }
        if (le > 0) {
            writeTwoBytes(out, le);
        }
    }

    private static void writeTwoBytes(ByteArrayOutputStream out, int value) {
        out.write(value >> Byte.SIZE);
        out.write(value);
    }
}
