package org.tokentwin.conformance.raw;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/** How PKCS#11's C types lie in memory here, PKCS#11 v2.40 section 2.1: on Windows a {@code CK_ULONG} is short and structures packed. */
final class Abi {
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    private static final int POINTER_BYTES = Long.BYTES;
    private static final int VERSION_BYTES = 2;

    private Abi() {}

    static ValueLayout ulong() {
        return WINDOWS ? ValueLayout.JAVA_INT : ValueLayout.JAVA_LONG;
    }

    static int ulongBytes() {
        return WINDOWS ? Integer.BYTES : Long.BYTES;
    }

    /** A number as an argument. */
    static Object number(long value) {
        return WINDOWS ? (Object) (int) value : (Object) value;
    }

    /** A {@code CK_ULONG} that was returned. */
    static long unsigned(Object returned) {
        return WINDOWS ? Integer.toUnsignedLong((Integer) returned) : (Long) returned;
    }

    static long get(MemorySegment memory, long offset) {
        return WINDOWS
                ? Integer.toUnsignedLong(memory.get(ValueLayout.JAVA_INT_UNALIGNED, offset))
                : memory.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
    }

    static void put(MemorySegment memory, long offset, long value) {
        if (WINDOWS) {
            memory.set(ValueLayout.JAVA_INT_UNALIGNED, offset, (int) value);
        } else {
            memory.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value);
        }
    }

    static long functionOffset(int index) {
        return (WINDOWS ? VERSION_BYTES : POINTER_BYTES) + (long) index * POINTER_BYTES;
    }

    static long functionListBytes(int count) {
        return functionOffset(count);
    }
}
