package org.tokentwin.cryptoki;

import org.jspecify.annotations.Nullable;

/**
 * A field of a structure.
 *
 * @param name as the standard spells it
 * @param type of the field, or of its elements
 * @param count how many there are; more than 1 in a text or an array
 * @param length the name of the field that has the length, in bytes, of what this one points to; null for what is no such pointer
 * @param structure what this one points to; null for what points to no structure
 */
public record Field(
        String name,
        ValueType type,
        int count,
        @Nullable String length,
        @Nullable Structure structure) {
    static Field bytes(String name, int count) {
        return new Field(name, ValueType.BYTE, count, null, null);
    }

    static Field ulong(String name) {
        return new Field(name, ValueType.ULONG, 1, null, null);
    }

    static Field version(String name) {
        return new Field(name, ValueType.VERSION, 1, null, null);
    }

    /** A pointer to something that is neither an array of bytes nor a structure of this table. */
    static Field pointer(String name) {
        return new Field(name, ValueType.POINTER, 1, null, null);
    }

    static Field pointer(String name, String length) {
        return new Field(name, ValueType.POINTER, 1, length, null);
    }

    static Field pointer(String name, Structure structure) {
        return new Field(name, ValueType.POINTER, 1, null, structure);
    }

    /** Returns whether this points to bytes, or to a structure, whose end is known. */
    public boolean isFollowed() {
        return length != null || structure != null;
    }
}
