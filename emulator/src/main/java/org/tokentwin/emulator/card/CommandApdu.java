package org.tokentwin.emulator.card;

import java.io.ByteArrayOutputStream;

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
    private static final int LONGEST_SHORT_DATA = 255;
    private static final int LONGEST_SHORT_ANSWER = 256;

    /** A command that has no data field. */
    public static CommandApdu of(int ins, int p1, int p2, int le) {
        return new CommandApdu(ins, p1, p2, new byte[0], le);
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
