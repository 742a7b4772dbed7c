package org.tokentwin.emulator.applet;

import javacard.framework.JCSystem;
import javacard.framework.Util;

/**
 * A PIN with its retry counter and the PINs before it. A try is taken before the comparison, so that a card whose power is
 * cut in between has lost it; a success gives the tries back.
 */
final class CardPin {
    private static final short MOST_HISTORY = 10;
    private static final byte EXISTS = 0x01;
    private static final byte INITIALIZED = 0x02;
    private static final byte MUST_BE_CHANGED = 0x04;

    private final byte[] value;
    private final byte[] history = new byte[(short) (MOST_HISTORY * PinRules.MAX_PIN)];
    private byte historyCount;
    private byte maxTries;
    private byte triesLeft;
    private boolean exists;
    private boolean initialized;
    private boolean mustBeChanged;

    /** The day on which it was set, or the first that the card learned after that; 0 while there is none. */
    private short setOn;

    /** @param longest value in bytes */
    CardPin(short longest) {
        value = new byte[longest];
    }

    boolean exists() {
        return exists;
    }

    boolean isInitialized() {
        return initialized;
    }

    boolean mustBeChanged() {
        return mustBeChanged;
    }

    short setOn() {
        return setOn;
    }

    /** The first day that the card learns: a PIN that was set before counts from it. */
    void countFrom(short day) {
        if (setOn == 0) {
            setOn = day;
        }
    }

    /** Whether so many days have gone by since it was set; 0 days are no limit. */
    boolean isOlderThan(short days, short today) {
        return days > 0 && initialized && setOn > 0 && (short) (today - setOn) >= days;
    }

    boolean isBlocked() {
        return triesLeft == 0;
    }

    byte triesLeft() {
        return triesLeft;
    }

    byte maxTries() {
        return maxTries;
    }

    /** Sets the PIN for the first time. */
    void personalize(byte[] pin, short offset, short length, byte tries, boolean toBeChanged, short today) {
        exists = true;
        maxTries = tries;
        historyCount = 0;
        set(pin, offset, length, (byte) 0, toBeChanged, today);
    }

    /** Replaces the PIN, remembers the old one, and restores the tries, as one step. */
    void set(byte[] pin, short offset, short length, byte remembered, boolean toBeChanged, short today) {
        JCSystem.beginTransaction();
        remember(remembered);
        PinRules.pad(pin, offset, length, value);
        mustBeChanged = toBeChanged;
        setOn = today;
        initialized = true;
        triesLeft = maxTries;
        JCSystem.commitTransaction();
    }

    /** Forgets value and history: nobody can verify until the PIN is set again. */
    void clear() {
        Util.arrayFillNonAtomic(value, (short) 0, (short) value.length, (byte) 0);
        Util.arrayFillNonAtomic(history, (short) 0, (short) history.length, (byte) 0);
        historyCount = 0;
        initialized = false;
        mustBeChanged = false;
        setOn = 0;
        triesLeft = maxTries;
    }

    void restoreTries() {
        triesLeft = maxTries;
    }

    /** What a comparison costs; the caller has seen that the PIN is initialised and not blocked. */
    void takeTry() {
        triesLeft--;
    }

    /**
     * Compares; the caller has taken a try.
     *
     * @param length at most that of the longest value
     */
    boolean check(byte[] pin, short offset, short length) {
        boolean right = isCurrent(pin, offset, length);
        if (right) {
            triesLeft = maxTries;
        }
        return right;
    }

    boolean isCurrent(byte[] pin, short offset, short length) {
        return equals(value, (short) 0, (short) value.length, pin, offset, length);
    }

    boolean isRemembered(byte[] pin, short offset, short length, byte remembered) {
        boolean found = false;
        for (short i = 0; i < historyCount && i < remembered; i++) {
            found |= equals(history, (short) (i * PinRules.MAX_PIN), PinRules.MAX_PIN, pin, offset, length);
        }
        return found;
    }

    /** The newest former PIN is the first. */
    private void remember(byte most) {
        if (!initialized || most == 0) {
            return;
        }
        for (short i = (short) (most - 1); i > 0; i--) {
            short to = (short) (i * PinRules.MAX_PIN);
            Util.arrayCopyNonAtomic(history, (short) (to - PinRules.MAX_PIN), history, to, PinRules.MAX_PIN);
        }
        Util.arrayCopyNonAtomic(value, (short) 0, history, (short) 0, PinRules.MAX_PIN);
        if (historyCount < most) {
            historyCount++;
        }
    }

    /** Looks at every byte of a slot, whatever the lengths and wherever the difference. */
    private static boolean equals(
            byte[] slot, short slotOffset, short slotLength, byte[] pin, short offset, short length) {
        byte difference = 0;
        for (short i = 0; i < slotLength; i++) {
            byte given = i < length ? pin[(short) (offset + i)] : 0;
            difference |= (byte) (slot[(short) (slotOffset + i)] ^ given);
        }
        return difference == 0;
    }

    void save(ImageWriter image) {
        byte flags = 0;
        flags |= exists ? EXISTS : 0;
        flags |= initialized ? INITIALIZED : 0;
        flags |= mustBeChanged ? MUST_BE_CHANGED : 0;
        image.putByte(flags);
        image.putByte(maxTries);
        image.putByte(triesLeft);
        image.putByte(historyCount);
        image.putBytes(value);
        image.putBytes(history);
    }

    void load(ImageReader image) {
        byte flags = image.getByte();
        exists = (flags & EXISTS) != 0;
        initialized = (flags & INITIALIZED) != 0;
        mustBeChanged = (flags & MUST_BE_CHANGED) != 0;
        maxTries = image.getByte();
        triesLeft = image.getByte();
        historyCount = image.getByte();
        loadValue(image.getBytes());
        Util.arrayCopyNonAtomic(image.getBytes(), (short) 0, history, (short) 0, (short) history.length);
    }

    void saveAge(ImageWriter image) {
        image.putShort(setOn);
    }

    void loadAge(ImageReader image) {
        setOn = image.hasMore() ? image.getShort() : 0;
    }

    /** An image of before has room for {@link PinRules#MAX_PIN} bytes, whatever the PIN. */
    private void loadValue(byte[] loaded) {
        short length = loaded.length == PinRules.MAX_PIN ? PinRules.MAX_PIN : (short) value.length;
        Util.arrayFillNonAtomic(value, (short) 0, (short) value.length, (byte) 0);
        Util.arrayCopyNonAtomic(loaded, (short) 0, value, (short) 0, length);
    }
}
