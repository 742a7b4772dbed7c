package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;

/** What a PIN must look like, and how often it may be wrong: data object {@code DF45}. */
final class PinRules {
    static final byte MUST_CHANGE_ENFORCED = 0x01;
    static final byte MUST_CHANGE_AFTER_RESET = 0x02;
    static final byte PUBLIC_FILES_FREE = 0x04;
    static final byte INITIAL_EIGHT_DIGITS = 0x08;
    static final byte CHANGE_INITIAL = 0x10;
    static final byte ADMIN_KEY = 0x20;

    /** The longest PIN, in bytes. */
    static final short MAX_PIN = 20;

    /** An administrator's key in hexadecimal digits. */
    static final short ADMIN_KEY_DIGITS = 48;

    static final short SHORTEST = 4;
    private static final byte MOST_TRIES = 15;
    private static final byte MOST_HISTORY = 10;
    private static final byte FIRST_TAG = (byte) 0x80;
    private static final byte MAX_AGE_TAG = (byte) 0x89;
    private static final short FIELDS = 9;

    private static final short USER_TRIES = 0;
    private static final short SO_TRIES = 1;
    private static final short MIN_LENGTH = 2;
    private static final short MAX_LENGTH = 3;
    private static final short REQUIRED_CLASSES = 4;
    private static final short FORBIDDEN_CLASSES = 5;
    private static final short HISTORY = 6;
    private static final short MAX_REPEATED = 7;
    private static final short FLAGS = 8;

    private static final byte UPPER = 0x01;
    private static final byte LOWER = 0x02;
    private static final byte DIGIT = 0x04;
    private static final byte SPECIAL = 0x08;

    private final byte[] fields = new byte[FIELDS];

    /** Days; 0 for no limit. */
    private short maxAge;

    private boolean set;

    boolean isSet() {
        return set;
    }

    byte userTries() {
        return fields[USER_TRIES];
    }

    byte soTries() {
        return fields[SO_TRIES];
    }

    byte minLength() {
        return fields[MIN_LENGTH];
    }

    byte maxLength() {
        return fields[MAX_LENGTH];
    }

    byte history() {
        return fields[HISTORY];
    }

    short maxAge() {
        return maxAge;
    }

    boolean has(byte flag) {
        return (fields[FLAGS] & flag) != 0;
    }

    /** Takes a policy; {@code 6A80} for one that cannot be held, and nothing changes. */
    void read(byte[] data, short offset, short end) {
        for (short i = 0; i < FIELDS; i++) {
            BerTlv.oneByte(data, offset, end, (byte) (FIRST_TAG + i));
        }
        check(data, offset, end);
        for (short i = 0; i < FIELDS; i++) {
            fields[i] = field(data, offset, end, i);
        }
        maxAge = maxAge(data, offset, end);
        set = true;
    }

    /** Takes what the SO may change: {@code 6985} where tries or further rules are others than those that hold. */
    void change(byte[] data, short offset, short end) {
        boolean keeps = field(data, offset, end, USER_TRIES) == fields[USER_TRIES]
                && field(data, offset, end, SO_TRIES) == fields[SO_TRIES]
                && field(data, offset, end, FLAGS) == fields[FLAGS];
        if (!keeps) {
            ISOException.throwIt(Sw.CONDITIONS);
        }
        read(data, offset, end);
    }

    private static short maxAge(byte[] data, short offset, short end) {
        return BerTlv.find(data, offset, end, MAX_AGE_TAG) == BerTlv.NONE
                ? 0
                : BerTlv.twoBytes(data, offset, end, MAX_AGE_TAG);
    }

    private static byte field(byte[] data, short offset, short end, short index) {
        return BerTlv.oneByte(data, offset, end, (byte) (FIRST_TAG + index));
    }

    private static void check(byte[] data, short offset, short end) {
        byte required = field(data, offset, end, REQUIRED_CLASSES);
        byte forbidden = field(data, offset, end, FORBIDDEN_CLASSES);
        boolean sound = isTries(field(data, offset, end, USER_TRIES))
                && isTries(field(data, offset, end, SO_TRIES))
                && field(data, offset, end, MIN_LENGTH) >= SHORTEST
                && field(data, offset, end, MIN_LENGTH) <= field(data, offset, end, MAX_LENGTH)
                && field(data, offset, end, MAX_LENGTH) <= MAX_PIN
                && (required & forbidden) == 0
                && ((required | forbidden) & 0xF0) == 0
                && field(data, offset, end, HISTORY) >= 0
                && field(data, offset, end, HISTORY) <= MOST_HISTORY
                && field(data, offset, end, MAX_REPEATED) >= 0
                && (field(data, offset, end, FLAGS) & 0xC0) == 0
                && maxAge(data, offset, end) >= 0;
        if (!sound) {
            ISOException.throwIt(Sw.DATA);
        }
    }

    static boolean isTries(byte tries) {
        return tries >= 1 && tries <= MOST_TRIES;
    }

    /** Writes the policy as it was read; returns the length. */
    short write(byte[] out, short offset) {
        short at = offset;
        for (short i = 0; i < FIELDS; i++) {
            at = BerTlv.put(out, at, (byte) (FIRST_TAG + i), fields, i, (short) 1);
        }
        if (maxAge > 0) {
            at = BerTlv.putHeader(out, at, MAX_AGE_TAG, (short) 2);
            at = Util.setShort(out, at, maxAge);
        }
        return (short) (at - offset);
    }

    /** {@code 6A87} or {@code 6A80} for a PIN that no user may set. */
    void checkUserPin(byte[] pin, short offset, short length) {
        if (length < minLength() || length > maxLength()) {
            ISOException.throwIt(Sw.DATA_LENGTH);
        }
        byte classes = 0;
        short end = (short) (offset + length);
        for (short i = offset; i < end; i++) {
            classes |= classOf(pin[i]);
        }
        boolean sound = (classes & fields[REQUIRED_CLASSES]) == fields[REQUIRED_CLASSES]
                && (classes & fields[FORBIDDEN_CLASSES]) == 0
                && !repeats(pin, offset, length);
        if (!sound) {
            ISOException.throwIt(Sw.DATA);
        }
    }

    /** {@code 6A87} or {@code 6A80} for a PIN that the envelope may not hold. */
    void checkInitialPin(byte[] pin, short offset, short length) {
        if (!has(INITIAL_EIGHT_DIGITS)) {
            checkUserPin(pin, offset, length);
            return;
        }
        if (length != 8) {
            ISOException.throwIt(Sw.DATA_LENGTH);
        }
        for (short i = 0; i < length; i++) {
            if (classOf(pin[(short) (offset + i)]) != DIGIT) {
                ISOException.throwIt(Sw.DATA);
            }
        }
    }

    /** Whether the initial user PIN opens nothing but its change. */
    boolean changesInitialPin() {
        return has(INITIAL_EIGHT_DIGITS) || has(CHANGE_INITIAL);
    }

    /** Bytes of the longest SO PIN. */
    short longestSoPin() {
        return has(ADMIN_KEY) ? ADMIN_KEY_DIGITS : MAX_PIN;
    }

    /** Bytes of the shortest SO PIN. */
    short shortestSoPin() {
        return has(ADMIN_KEY) ? ADMIN_KEY_DIGITS : SHORTEST;
    }

    /** {@code 6A87} or {@code 6A80} for an SO PIN that is too short, too long or not of printable characters, or no key where it must be one. */
    void checkSoPin(byte[] pin, short offset, short length) {
        if (length < shortestSoPin() || length > longestSoPin()) {
            ISOException.throwIt(Sw.DATA_LENGTH);
        }
        for (short i = 0; i < length; i++) {
            byte character = pin[(short) (offset + i)];
            classOf(character);
            if (has(ADMIN_KEY) && !isHexadecimal(character)) {
                ISOException.throwIt(Sw.DATA);
            }
        }
    }

    /** {@code 6A87} or {@code 6A80} for a signature PIN, or a PUK, that is too short, too long or not of printable characters. */
    static void checkOtherPin(byte[] pin, short offset, short length) {
        if (length < SHORTEST || length > MAX_PIN) {
            ISOException.throwIt(Sw.DATA_LENGTH);
        }
        for (short i = 0; i < length; i++) {
            classOf(pin[(short) (offset + i)]);
        }
    }

    private static boolean isHexadecimal(byte character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'F')
                || (character >= 'a' && character <= 'f');
    }

    private boolean repeats(byte[] pin, short offset, short length) {
        byte most = fields[MAX_REPEATED];
        if (most == 0) {
            return false;
        }
        short run = 1;
        for (short i = 1; i < length; i++) {
            run = pin[(short) (offset + i)] == pin[(short) (offset + i - 1)] ? (short) (run + 1) : 1;
            if (run > most) {
                return true;
            }
        }
        return false;
    }

    private static byte classOf(byte character) {
        if (character < 0x20 || character > 0x7E) {
            ISOException.throwIt(Sw.DATA);
        }
        if (character >= 'A' && character <= 'Z') {
            return UPPER;
        }
        if (character >= 'a' && character <= 'z') {
            return LOWER;
        }
        return character >= '0' && character <= '9' ? DIGIT : SPECIAL;
    }

    /** A PIN's length without the zeros that pad it. */
    static short unpaddedLength(byte[] pin, short offset, short length) {
        short unpadded = length;
        while (unpadded > 0 && pin[(short) (offset + unpadded - 1)] == 0) {
            unpadded--;
        }
        return unpadded;
    }

    /** Copies a PIN into a slot, padded with zeros. */
    static void pad(byte[] pin, short offset, short length, byte[] slot) {
        Util.arrayFillNonAtomic(slot, (short) 0, (short) slot.length, (byte) 0);
        Util.arrayCopyNonAtomic(pin, offset, slot, (short) 0, length);
    }

    void save(ImageWriter image) {
        image.putByte((byte) (set ? 1 : 0));
        image.putBytes(fields);
    }

    /** What an image of before does not have. */
    void saveMore(ImageWriter image) {
        image.putShort(maxAge);
    }

    void loadMore(ImageReader image) {
        maxAge = image.hasMore() ? image.getShort() : 0;
    }

    void load(ImageReader image) {
        set = image.getByte() != 0;
        Util.arrayCopyNonAtomic(image.getBytes(), (short) 0, fields, (short) 0, FIELDS);
    }
}
