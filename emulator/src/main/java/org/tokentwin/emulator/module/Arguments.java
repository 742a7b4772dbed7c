package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** What all functions ask of their pointers and lengths. */
final class Arguments {
    private Arguments() {}

    static boolean isNull(MemorySegment pointer) {
        return pointer.address() == 0;
    }

    /** @throws BadArgumentsException when one is null */
    static void require(MemorySegment... pointers) {
        for (MemorySegment pointer : pointers) {
            if (isNull(pointer)) {
                throw bad("a null pointer");
            }
        }
    }

    /**
     * A copy of what the caller points to; nothing may be pointed to by null.
     *
     * @throws BadArgumentsException when the pointer is null and the length is not 0, or more than an array holds
     */
    static byte[] bytes(MemorySegment pointer, long length) {
        byte[] bytes = new byte[length(pointer, length, 1)];
        MemorySegment.copy(pointer, JAVA_BYTE, 0, bytes, 0, bytes.length);
        return bytes;
    }

    /**
     * How many elements the caller points to, checked before any is read.
     *
     * @param elementBytes the size of an element
     * @throws BadArgumentsException as for {@link #bytes}
     */
    static int length(MemorySegment pointer, long length, long elementBytes) {
        if (isNull(pointer) && length != 0) {
            throw bad("a null pointer to " + Long.toUnsignedString(length) + " elements");
        }
        if (Long.compareUnsigned(length, Integer.MAX_VALUE / elementBytes) > 0) {
            throw bad("a length of " + Long.toUnsignedString(length));
        }
        return (int) length;
    }

    private static BadArgumentsException bad(String what) {
        return new BadArgumentsException(what);
    }
}
