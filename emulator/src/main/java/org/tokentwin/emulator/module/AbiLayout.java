package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.ValueType;

/**
 * Reads and writes PKCS#11's C types in memory, where a {@link DataModel} says they lie. Nothing here relies on the alignment of a caller's
 * pointer.
 *
 * @param model the caller's
 */
public record AbiLayout(DataModel model) {
    static final AbiLayout UNIX = new AbiLayout(DataModel.LP64);
    static final AbiLayout WINDOWS = new AbiLayout(DataModel.WINDOWS);

    /** A pointer to memory of which only the caller knows the size. */
    static final AddressLayout POINTER =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, JAVA_BYTE));

    private static final AddressLayout POINTER_UNALIGNED = POINTER.withByteAlignment(1);

    /** The layout of the platform that this JVM runs on. */
    static AbiLayout host() {
        return new AbiLayout(DataModel.host());
    }

    /** Returns the size of {@code CK_ULONG} in bytes. */
    public int ulongBytes() {
        return model.ulongBytes();
    }

    /** Returns an unsigned number, with zeros before it where {@code CK_ULONG} is shorter than {@code long}. */
    public long ulong(MemorySegment memory, long offset) {
        return ulongBytes() == Long.BYTES
                ? memory.get(JAVA_LONG_UNALIGNED, offset)
                : Integer.toUnsignedLong(memory.get(JAVA_INT_UNALIGNED, offset));
    }

    /** Writes a {@code CK_ULONG}; of a longer value its low bytes. */
    public void putUlong(MemorySegment memory, long offset, long value) {
        if (ulongBytes() == Long.BYTES) {
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
        return model.offsetAfter(offset, ValueType.ULONG);
    }

    /** Where a pointer lies that follows {@code offset} bytes of a structure. */
    long pointerAfter(long offset) {
        return model.offsetAfter(offset, ValueType.POINTER);
    }
}
