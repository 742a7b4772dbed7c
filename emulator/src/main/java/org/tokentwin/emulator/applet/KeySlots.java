package org.tokentwin.emulator.applet;

import javacard.framework.ISOException;
import javacard.framework.JCSystem;

/** Where keys are: persistent slots, one a container, and volatile ones that a reset empties. */
final class KeySlots {
    static final short PERSISTENT = 32;
    static final short VOLATILE = 64;

    private static final short FIRST_PERSISTENT = 0x56;
    private static final short FIRST_VOLATILE = 0x80;
    private static final short MAP_ENTRY = 8;
    private static final byte USER_PIN = 0x01;
    private static final byte SIGNATURE_PIN = 0x02;

    private final Platform platform;
    private final CardKey[] persistent = new CardKey[PERSISTENT];
    private final Object[] volatiles = JCSystem.makeTransientObjectArray(VOLATILE, JCSystem.CLEAR_ON_RESET);

    KeySlots(Platform platform) {
        this.platform = platform;
    }

    static boolean isPersistent(byte reference) {
        return reference >= FIRST_PERSISTENT && reference < (short) (FIRST_PERSISTENT + PERSISTENT);
    }

    private static boolean isVolatile(byte reference) {
        short slot = volatileSlot(reference);
        return slot >= 0 && slot < VOLATILE;
    }

    private static short volatileSlot(byte reference) {
        return (short) ((reference & 0xFF) - FIRST_VOLATILE);
    }

    /** The key of this reference, or null; {@code 6A88} for a reference that no slot has. */
    CardKey find(byte reference) {
        if (isPersistent(reference)) {
            return persistent[(short) (reference - FIRST_PERSISTENT)];
        }
        if (!isVolatile(reference)) {
            ISOException.throwIt(Sw.NOT_FOUND);
        }
        return (CardKey) volatiles[volatileSlot(reference)];
    }

    /** The key of this reference; {@code 6A88} if there is none. */
    CardKey require(byte reference) {
        CardKey key = find(reference);
        if (key == null) {
            ISOException.throwIt(Sw.NOT_FOUND);
        }
        return key;
    }

    /** Empties a slot that {@link #find} has seen, and wipes its key. */
    void delete(byte reference) {
        require(reference).clear();
        put(reference, null);
    }

    /** Fills a slot that {@link #find} has seen. */
    void put(byte reference, CardKey key) {
        if (isPersistent(reference)) {
            persistent[(short) (reference - FIRST_PERSISTENT)] = key;
        } else {
            volatiles[volatileSlot(reference)] = key;
        }
    }

    void forgetAll() {
        for (short i = 0; i < VOLATILE; i++) {
            clear((CardKey) volatiles[i]);
            volatiles[i] = null;
        }
        for (short i = 0; i < PERSISTENT; i++) {
            clear(persistent[i]);
            persistent[i] = null;
        }
    }

    private static void clear(CardKey key) {
        if (key != null) {
            key.clear();
        }
    }

    static short mapLength() {
        return (short) (PERSISTENT * MAP_ENTRY);
    }

    /** Writes the key map, file {@code 0005}; returns its length. */
    short writeMap(byte[] out, short offset) {
        short at = offset;
        for (short i = 0; i < PERSISTENT; i++) {
            boolean used = persistent[i] != null;
            out[at++] = (byte) (used ? 1 : 0);
            out[at++] = (byte) (FIRST_PERSISTENT + i);
            out[at++] = (byte) i;
            for (short unused = 0; unused < 4; unused++) {
                out[at++] = 0;
            }
            out[at++] = used && persistent[i].access == Access.SIGNATURE ? SIGNATURE_PIN : USER_PIN;
        }
        return mapLength();
    }

    /** The persistent ones only. */
    void save(ImageWriter image) {
        for (short i = 0; i < PERSISTENT; i++) {
            image.putByte((byte) (persistent[i] == null ? 0 : 1));
            if (persistent[i] != null) {
                persistent[i].save(image);
            }
        }
    }

    void load(ImageReader image) {
        forgetAll();
        for (short i = 0; i < PERSISTENT; i++) {
            persistent[i] = image.getByte() == 0 ? null : CardKey.load(platform, image);
        }
    }
}
