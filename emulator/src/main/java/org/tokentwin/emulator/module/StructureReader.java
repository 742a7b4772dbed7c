package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;

/** Reads a C structure field by field, in the order of its declaration. */
final class StructureReader {
    private final AbiLayout abi;
    private final MemorySegment memory;
    private long end;

    StructureReader(AbiLayout abi, MemorySegment memory) {
        this.abi = abi;
        this.memory = memory;
    }

    long ulong() {
        long offset = abi.ulongAfter(end);
        end = offset + abi.ulongBytes();
        return abi.ulong(memory, offset);
    }

    MemorySegment pointer() {
        long offset = abi.pointerAfter(end);
        end = offset + Long.BYTES;
        return abi.pointer(memory, offset);
    }
}
