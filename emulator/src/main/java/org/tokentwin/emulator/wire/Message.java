package org.tokentwin.emulator.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A message that is read or written; grows as it is written. */
final class Message {
    /** The longest, in bytes; {@code message.h} has the same limit. */
    static final int MOST_BYTES = (64 << 20) + (64 << 10);

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_BYTES = 1024;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int end;

    /** Begins to write, behind the word for the length. */
    void begin() {
        if (bytes.length > RequestMemory.SMALL) {
            bytes = new byte[FIRST_BYTES];
        }
        end = 0;
        word(0);
    }

    void word(long word) {
        reserve(Long.BYTES);
        WORDS.set(bytes, end, word);
        end += Long.BYTES;
    }

    /** A block: its length and its bytes. */
    void block(MemorySegment block) {
        int length = Math.toIntExact(block.byteSize());
        int whole = wholeWords(length);
        word(length);
        reserve(whole);
        MemorySegment.copy(block, JAVA_BYTE, 0, bytes, end, length);
        Arrays.fill(bytes, end + length, end + whole, (byte) 0);
        end += whole;
    }

    /** Likewise, of bytes. */
    void bytes(byte[] block) {
        block(MemorySegment.ofArray(block));
    }

    /** Returns what was written behind the length, to be read again. */
    Reader reader() {
        return new Reader(MemorySegment.ofArray(bytes).asSlice(Long.BYTES, end - Long.BYTES));
    }

    /** Sends it, with its length at the beginning. */
    void send(OutputStream out) throws IOException {
        WORDS.set(bytes, 0, (long) end);
        out.write(bytes, 0, end);
        out.flush();
    }

    private void reserve(int more) {
        if (bytes.length - end < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + more));
        }
    }

    static int wholeWords(long length) {
        return Math.toIntExact((length + 7) / 8 * 8);
    }

    /** Reads a request that lies in memory. Nothing is read from beyond its end. */
    static final class Reader {
        private final MemorySegment memory;
        private long next;

        Reader(MemorySegment memory) {
            this.memory = memory;
        }

        /** @throws WireException when there is none any more */
        long word() {
            return take(Long.BYTES)
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong();
        }

        boolean flag() {
            return word() != 0;
        }

        /** Bytes where they lie, padded to whole words. */
        MemorySegment bytes(long length) {
            if (length < 0 || length > MOST_BYTES) {
                throw new WireException("a length of " + Long.toUnsignedString(length));
            }
            return take(wholeWords(length)).asSlice(0, length);
        }

        private MemorySegment take(long bytes) {
            if (bytes > memory.byteSize() - next) {
                throw new WireException("a message that ends too early");
            }
            next += bytes;
            return memory.asSlice(next - bytes, bytes);
        }

        void requireEnd() {
            if (next != memory.byteSize()) {
                throw new WireException("a message that goes on behind its end");
            }
        }
    }
}
