package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokentwin.emulator.cryptoki.Version;

/** Writes a C structure field by field, in the order of its declaration. */
final class StructureWriter {
    private final AbiLayout abi;
    private final MemorySegment memory;
    private long end;

    StructureWriter(AbiLayout abi, MemorySegment memory) {
        this.abi = abi;
        this.memory = memory;
    }

    StructureWriter ulong(long value) {
        long offset = abi.ulongAfter(end);
        end = offset + abi.ulongBytes();
        abi.putUlong(memory, offset, value);
        return this;
    }

    StructureWriter version(Version version) {
        AbiLayout.view(memory, end, 2).put((byte) version.major()).put((byte) version.minor());
        end += 2;
        return this;
    }

    /** UTF-8, padded with blanks to {@code length} bytes; a text that is longer is cut before a character. */
    StructureWriter text(String text, int length) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), length);
    }

    /** As {@link #text}, of bytes that are UTF-8 already. */
    StructureWriter bytes(byte[] utf8, int length) {
        int kept = Math.min(utf8.length, length);
        while (kept < utf8.length && isContinuation(utf8[kept])) {
            kept--;
        }
        byte[] field = Arrays.copyOf(utf8, length);
        Arrays.fill(field, kept, length, (byte) ' ');
        MemorySegment.copy(field, 0, memory, JAVA_BYTE, end, length);
        end += length;
        return this;
    }

    private static boolean isContinuation(byte utf8) {
        return (utf8 & 0xC0) == 0x80;
    }
}
