package org.tokentwin.emulator.applet;

import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.Util;

/** The command being answered: its header, where its data field lies, and on which channel it came. */
final class Command {
    /** What {@link #le} holds for an extended Le of 0, and for the longest answer. */
    static final short LONGEST_ANSWER = Short.MAX_VALUE;

    Channel channel;
    byte ins;
    byte p1;
    byte p2;
    byte[] data;
    short offset;
    short length;

    /** The longest answer that is expected, in bytes; 0 for none. */
    short le;

    void readHeader(byte[] apdu, Channel on) {
        channel = on;
        ins = apdu[ISO7816.OFFSET_INS];
        p1 = apdu[ISO7816.OFFSET_P1];
        p2 = apdu[ISO7816.OFFSET_P2];
    }

    void setData(byte[] array, short dataLength) {
        data = array;
        offset = 0;
        length = dataLength;
    }

    short parameters() {
        return Util.makeShort(p1, p2);
    }

    short end() {
        return (short) (offset + length);
    }

    void requireParameters(short expected) {
        if (parameters() != expected) {
            ISOException.throwIt(Sw.PARAMETERS);
        }
    }

    void requireLength(short expected) {
        if (length != expected) {
            ISOException.throwIt(Sw.LENGTH);
        }
    }

    /** Refuses a command that expects no answer if there is one to give. */
    void requireLe() {
        if (le == 0) {
            ISOException.throwIt(Sw.LENGTH);
        }
    }

    /** The offset of the value of the one template that the data field must begin with. */
    short template(byte tag) {
        if (length == 0) {
            ISOException.throwIt(Sw.LENGTH);
        }
        if (data[offset] != tag) {
            ISOException.throwIt(Sw.DATA);
        }
        return BerTlv.valueOffset(data, offset, end());
    }

    /** Where the value of that template ends. */
    short templateEnd() {
        return (short) (BerTlv.valueOffset(data, offset, end()) + BerTlv.length(data, offset, end()));
    }
}
