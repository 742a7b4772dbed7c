package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/**
 * How PKCS#11's C types lie in memory on a platform, PKCS#11 v2.40 section 2.1. Nothing here relies on the alignment of a
 * caller's pointer.
 *
 * @param ulongBytes the size of {@code CK_ULONG}
 * @param packed whether structures have no padding
 */
record AbiLayout(int ulongBytes, boolean packed) {
    /** Linux and macOS: {@code CK_ULONG} is a pointer's size, structures have C's natural alignment. */
    static final AbiLayout UNIX = new AbiLayout(Long.BYTES, false);

    /** Windows: {@code CK_ULONG} is 4 bytes on 64 bits too, structures are packed to 1 byte. */
    static final AbiLayout WINDOWS = new AbiLayout(Integer.BYTES, true);

    private static final int POINTER_BYTES = Long.BYTES;

    /** A pointer to memory of which only the caller knows the size. */
    private static final AddressLayout POINTER =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, JAVA_BYTE));

    private static final AddressLayout POINTER_UNALIGNED = POINTER.withByteAlignment(1);

    /** The layout of the platform that this JVM runs on. */
    static AbiLayout host() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? WINDOWS : UNIX;
    }

    /** A {@code CK_ULONG} that is passed as an argument or returned. */
    ValueLayout ulongArgument() {
        return ulongBytes == Long.BYTES ? JAVA_LONG : JAVA_INT;
    }

    /** A pointer that is passed as an argument. */
    AddressLayout pointerArgument() {
        return POINTER;
    }

    /** An unsigned number, with zeros before it where {@code CK_ULONG} is shorter than {@code long}. */
    long ulong(MemorySegment memory, long offset) {
        return ulongBytes == Long.BYTES
                ? memory.get(JAVA_LONG_UNALIGNED, offset)
                : Integer.toUnsignedLong(memory.get(JAVA_INT_UNALIGNED, offset));
    }

    void putUlong(MemorySegment memory, long offset, long value) {
        if (ulongBytes == Long.BYTES) {
            memory.set(JAVA_LONG_UNALIGNED, offset, value);
        } else {
            memory.set(JAVA_INT_UNALIGNED, offset, (int) value);
        }
    }

    MemorySegment pointer(MemorySegment memory, long offset) {
        return memory.get(POINTER_UNALIGNED, offset);
    }

    /** Where a {@code CK_ULONG} lies that follows {@code offset} bytes of a structure. */
    long ulongAfter(long offset) {
        return packed ? offset : aligned(offset, ulongBytes);
    }

    /** Where a pointer lies that follows {@code offset} bytes of a structure. */
    long pointerAfter(long offset) {
        return packed ? offset : aligned(offset, POINTER_BYTES);
    }

    /** The bytes that {@code ulongs} and {@code pointers} take, in any order: none is shorter than its alignment on any platform. */
    long structureBytes(int ulongs, int pointers) {
        return (long) ulongs * ulongBytes + (long) pointers * POINTER_BYTES;
    }

    private static long aligned(long offset, int bytes) {
        return (offset + bytes - 1) / bytes * bytes;
    }
}
