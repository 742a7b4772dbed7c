package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;

/** BER-TLV data objects of one-byte tag in a command's data field, and their writing, ISO/IEC 7816-4 section 5.2. */
final class BerTlv {
    static final short NONE = (short) -1;

    private BerTlv() {}

    /**
     * The offset of a data object in the range.
     *
     * @return its offset, or {@link #NONE}
     */
    static short find(byte[] data, short offset, short end, byte tag) {
        short at = offset;
        while (at < end) {
            short value = valueOffset(data, at, end);
            short length = length(data, at, end);
            if (data[at] == tag) {
                return at;
            }
            at = (short) (value + length);
        }
        return NONE;
    }

    /** As {@link #find}, but {@code 6A80} where the object is missing. */
    static short require(byte[] data, short offset, short end, byte tag) {
        short at = find(data, offset, end, tag);
        if (at == NONE) {
            ISOException.throwIt(Sw.DATA);
        }
        return at;
    }

    /** The value of a one-byte data object. */
    static byte oneByte(byte[] data, short offset, short end, byte tag) {
        short at = require(data, offset, end, tag);
        if (length(data, at, end) != 1) {
            ISOException.throwIt(Sw.DATA);
        }
        return data[valueOffset(data, at, end)];
    }

    /** The value of a two-byte data object. */
    static short twoBytes(byte[] data, short offset, short end, byte tag) {
        short at = require(data, offset, end, tag);
        if (length(data, at, end) != 2) {
            ISOException.throwIt(Sw.DATA);
        }
        return Util.getShort(data, valueOffset(data, at, end));
    }

    /** The length of the value of the object at {@code at}; {@code 6A80} where it runs beyond the end. */
    static short length(byte[] data, short at, short end) {
        short lengthAt = (short) (at + 1);
        if (lengthAt >= end) {
            ISOException.throwIt(Sw.DATA);
        }
        short first = (short) (data[lengthAt] & 0xFF);
        short length = first;
        if (first == 0x81 && (short) (lengthAt + 1) < end) {
            length = (short) (data[(short) (lengthAt + 1)] & 0xFF);
        } else if (first == 0x82 && (short) (lengthAt + 2) < end) {
            length = Util.getShort(data, (short) (lengthAt + 1));
        } else if (first >= 0x80) {
            ISOException.throwIt(Sw.DATA);
        }
        short value = valueOffset(data, at, end);
        if (length < 0 || length > (short) (end - value)) {
            ISOException.throwIt(Sw.DATA);
        }
        return length;
    }

    /** Where the value of the object at {@code at} begins. */
    static short valueOffset(byte[] data, short at, short end) {
        if ((short) (at + 1) >= end) {
            ISOException.throwIt(Sw.DATA);
        }
        byte first = data[(short) (at + 1)];
        if (first == (byte) 0x81) {
            return (short) (at + 3);
        }
        return (short) (at + (first == (byte) 0x82 ? 4 : 2));
    }

    /** How many bytes tag and length take before a value. */
    static short headerLength(short length) {
        if (length < 0x80) {
            return 2;
        }
        return (short) (length < 0x100 ? 3 : 4);
    }

    /** Writes tag and length; returns where the value goes. */
    static short putHeader(byte[] out, short offset, byte tag, short length) {
        short at = offset;
        out[at++] = tag;
        if (length >= 0x100) {
            out[at++] = (byte) 0x82;
            return Util.setShort(out, at, length);
        }
        if (length >= 0x80) {
            out[at++] = (byte) 0x81;
        }
        out[at++] = (byte) length;
        return at;
    }

    /** Writes a whole data object; returns the offset after it. */
    static short put(byte[] out, short offset, byte tag, byte[] value, short valueOffset, short length) {
        short at = putHeader(out, offset, tag, length);
        return Util.arrayCopyNonAtomic(value, valueOffset, out, at, length);
    }

    /** Writes a data object of two bytes; returns the offset after it. */
    static short putTwoBytes(byte[] out, short offset, byte tag, short value) {
        return Util.setShort(out, putHeader(out, offset, tag, (short) 2), value);
    }
}
