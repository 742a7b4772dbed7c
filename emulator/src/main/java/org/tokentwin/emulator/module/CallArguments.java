package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;

/** The arguments of a C function, by their places from 0. */
public interface CallArguments {
    /** Returns a {@code CK_ULONG}, widened without its sign. */
    long number(int place);

    /** Returns a {@code CK_BBOOL}. */
    byte flag(int place);

    /** Returns a pointer; a null one has the address 0. */
    MemorySegment pointer(int place);
}
