package org.tokentwin.emulator.wire;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Where a call's memory is laid out: a piece that is used again from call to call, and more for a call that needs more. Used by one thread.
 */
final class CallMemory implements AutoCloseable {
    /** More than any function returns beyond the length of its input, and more than any value of an object on a token has. */
    static final long ROOMY_BYTES = 1L << 20;

    private static final long KEPT_BYTES = 64L << 10;

    private final Arena kept = Arena.ofConfined();
    private final MemorySegment piece = kept.allocate(KEPT_BYTES, Long.BYTES);
    private Arena more = Arena.ofConfined();
    private long used;
    private long wanted;

    /**
     * Memory whose content is not defined, aligned to 8 bytes.
     *
     * @throws OutOfMemoryError when a call asks for more than a message can carry, which is {@code CKR_HOST_MEMORY} for the caller
     */
    MemorySegment allocate(long bytes) {
        long whole = (Math.max(bytes, 1) + 7) / 8 * 8;
        wanted += whole;
        if (bytes < 0 || wanted > Message.MOST_BYTES) {
            throw new OutOfMemoryError("a call with more than " + Message.MOST_BYTES + " bytes");
        }
        if (used + whole <= KEPT_BYTES) {
            used += whole;
            return piece.asSlice(used - whole, whole);
        }
        return more.allocate(whole, Long.BYTES);
    }

    /** How much of a caller's room is laid out: no more than a function can fill that got so much input. */
    long roomFor(long capacity) {
        long most = wanted + ROOMY_BYTES;
        return Long.compareUnsigned(capacity, most) > 0 ? most : capacity;
    }

    /** Makes all of it free again. */
    void clear(boolean secret) {
        if (secret) {
            piece.asSlice(0, used).fill((byte) 0);
        }
        if (wanted != used) {
            more.close();
            more = Arena.ofConfined();
        }
        used = 0;
        wanted = 0;
    }

    @Override
    public void close() {
        more.close();
        kept.close();
    }
}
