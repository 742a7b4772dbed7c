package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.ValueType;

/**
 * Reads and writes PKCS#11's C types in memory, where a {@link DataModel} says they lie. Nothing here relies on the alignment of a caller's
 * pointer. Numbers go through buffers: a layout's {@code VarHandle} is made of method handles when it is first used, which takes a young JVM 20 ms and
 * more. Compiled, both are one instruction.
 *
 * @param model the caller's
 */
public record AbiLayout(DataModel model) {
    static final AbiLayout UNIX = new AbiLayout(DataModel.LP64);
    static final AbiLayout WINDOWS = new AbiLayout(DataModel.WINDOWS);

    /** The memory of this process, of which only the caller knows what is there. */
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

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
        ByteBuffer number = view(memory, offset, ulongBytes());
        return ulongBytes() == Long.BYTES ? number.getLong(0) : Integer.toUnsignedLong(number.getInt(0));
    }

    /** Writes a {@code CK_ULONG}; of a longer value its low bytes. */
    public void putUlong(MemorySegment memory, long offset, long value) {
        ByteBuffer number = view(memory, offset, ulongBytes());
        if (ulongBytes() == Long.BYTES) {
            number.putLong(0, value);
        } else {
            number.putInt(0, (int) value);
        }
    }

    MemorySegment pointer(MemorySegment memory, long offset) {
        return at(view(memory, offset, Long.BYTES).getLong(0));
    }

    /** Writes a pointer. */
    public void putPointer(MemorySegment memory, long offset, MemorySegment pointer) {
        view(memory, offset, Long.BYTES).putLong(0, pointer.address());
    }

    /** Returns the memory that begins at an address; nobody here knows where it ends. */
    static MemorySegment at(long address) {
        return MEMORY.asSlice(address);
    }

    /** Returns bytes of memory as a buffer, in the order of this machine. */
    static ByteBuffer view(MemorySegment memory, long offset, long bytes) {
        return memory.asSlice(offset, bytes).asByteBuffer().order(ByteOrder.nativeOrder());
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
