package org.tokentwin.emulator.card.jcardsim;

import java.nio.ByteBuffer;
import org.tokentwin.emulator.applet.ImageReader;

/**
 * Reads what {@link MemoryWriter} wrote. Where it ends too early or has lengths that cannot be, the buffer's own exceptions come,
 * and {@link java.lang.NegativeArraySizeException}.
 */
final class MemoryReader implements ImageReader {
    private final ByteBuffer bytes;

    MemoryReader(byte[] memory) {
        bytes = ByteBuffer.wrap(memory);
    }

    @Override
    public boolean hasMore() {
        return bytes.hasRemaining();
    }

    @Override
    public byte getByte() {
        return bytes.get();
    }

    @Override
    public short getShort() {
        return bytes.getShort();
    }

    @Override
    public byte[] getBytes() {
        byte[] value = new byte[bytes.getShort()];
        bytes.get(value);
        return value;
    }
}
