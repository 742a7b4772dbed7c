package org.tokentwin.conformance.raw;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.Field;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.cryptoki.ValueType;

/** A structure that a mechanism takes and the wrapper has no class for, as a C program would have it in its memory. */
public final class RawStructure {
    private final RawMemory memory;
    private final Structure structure;
    private final MemorySegment segment;

    /** Zeros, in memory that has to last until the call is over. */
    public RawStructure(RawMemory memory, Structure structure) {
        this.memory = memory;
        this.structure = structure;
        this.segment = memory.block(structure.size(DataModel.host()));
    }

    /** Sets a number. */
    public RawStructure with(String field, long value) {
        Abi.put(segment, offset(field), value);
        return this;
    }

    /** Sets bytes that lie in the structure, or that it points to, then with their length. */
    public RawStructure with(String field, byte[] bytes) {
        Field known = structure.field(field);
        if (known.type() == ValueType.BYTE) {
            MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, offset(field), bytes.length);
            return this;
        }
        String length = known.length();
        if (length == null) {
            throw new IllegalArgumentException(field + " has no length");
        }
        segment.set(ValueLayout.ADDRESS_UNALIGNED, offset(field), memory.bytes(bytes));
        return with(length, bytes.length);
    }

    /** Sets what it points to. */
    public RawStructure with(String field, RawStructure inner) {
        segment.set(ValueLayout.ADDRESS_UNALIGNED, offset(field), inner.segment);
        return this;
    }

    private long offset(String field) {
        return structure.offset(field, DataModel.host());
    }

    /** The structure as the wrapper takes it: bytes, its pointers among them. */
    public byte[] bytes() {
        return segment.toArray(ValueLayout.JAVA_BYTE);
    }
}
