package org.tokentwin.cryptoki;

import org.jspecify.annotations.Nullable;

/**
 * A field of a structure.
 *
 * @param name as the standard spells it
 * @param type of the field, or of its elements
 * @param count how many there are; more than 1 in a text or an array
 * @param length the name of the field that has the length, in bytes, of what this one points to; null for what is no such pointer
 * @param bits whether that length is in bits
 * @param structure what this one points to; null for what points to no structure
 */
public record Field(
        String name,
        ValueType type,
        int count,
        @Nullable String length,
        boolean bits,
        @Nullable Structure structure) {
    /** No less is told of what has its length in bits: what is less is in bytes, as NSS has it, and programs that were written for NSS. */
    static final int LEAST_BITS = 64;

    static Field bytes(String name, int count) {
        return new Field(name, ValueType.BYTE, count, null, false, null);
    }

    static Field ulong(String name) {
        return new Field(name, ValueType.ULONG, 1, null, false, null);
    }

    static Field version(String name) {
        return new Field(name, ValueType.VERSION, 1, null, false, null);
    }

    /** A pointer to something that is neither an array of bytes nor a structure of this table. */
    static Field pointer(String name) {
        return new Field(name, ValueType.POINTER, 1, null, false, null);
    }

    static Field pointer(String name, String length) {
        return new Field(name, ValueType.POINTER, 1, length, false, null);
    }

    static Field pointerWithBits(String name, String length) {
        return new Field(name, ValueType.POINTER, 1, length, true, null);
    }

    static Field pointer(String name, Structure structure) {
        return new Field(name, ValueType.POINTER, 1, null, false, structure);
    }

    /** Returns how many bytes this points to, where the length is told so. */
    public long bytes(long told) {
        boolean inBits = bits && Long.compareUnsigned(told, LEAST_BITS) >= 0;
        return inBits ? Long.divideUnsigned(told, Byte.SIZE) : told;
    }

    /** Returns whether this points to bytes, or to a structure, whose end is known. */
    public boolean isFollowed() {
        return length != null || structure != null;
    }
}
