package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What a C program finds in its memory, in a form for assertions. */
final class Memory {
    private Memory() {}

    static long ulong(MemorySegment memory) {
        return memory.get(ValueLayout.JAVA_LONG, 0);
    }

    static long[] ulongs(MemorySegment memory) {
        return memory.toArray(ValueLayout.JAVA_LONG);
    }

    /** Unsigned bytes. */
    static int[] bytes(MemorySegment memory) {
        byte[] bytes = memory.toArray(ValueLayout.JAVA_BYTE);
        int[] unsigned = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            unsigned[i] = Byte.toUnsignedInt(bytes[i]);
        }
        return unsigned;
    }
}
