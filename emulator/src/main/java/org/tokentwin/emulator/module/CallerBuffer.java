package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.ListRoom;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * Where the caller wants output: a buffer and a pointer to its length, PKCS#11 v2.40 section 5.2. A null buffer asks for the
 * length; the length that is needed is written also when the buffer is too small.
 */
final class CallerBuffer {
    private final AbiLayout abi;
    private final MemorySegment buffer;
    private final MemorySegment length;

    /** @throws BadArgumentsException when {@code length} is null */
    CallerBuffer(AbiLayout abi, MemorySegment buffer, MemorySegment length) {
        Arguments.require(length);
        this.abi = abi;
        this.buffer = buffer;
        this.length = length;
    }

    /** Calls a function that returns bytes. */
    void bytes(Consumer<OutputBuffer> function) {
        OutputBuffer output = isLengthOnly() ? OutputBuffer.lengthOnly() : OutputBuffer.of(capacity());
        try {
            function.accept(output);
        } catch (CryptokiException e) {
            if (e.ckr() == Ckr.CKR_BUFFER_TOO_SMALL) {
                putLength(output.length());
            }
            throw e;
        }
        output.bytes().ifPresent(bytes -> MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, bytes.length));
        putLength(output.length());
    }

    /** Calls a function that returns a list of numbers; here lengths are in elements. */
    void ulongs(Supplier<long[]> function) {
        ListRoom room = new ListRoom(isLengthOnly(), capacity());
        long[] list = room.ask(function);
        putLength(list.length);
        if (room.verdict(list) != Ckr.CKR_OK) {
            throw new CryptokiException(Ckr.CKR_BUFFER_TOO_SMALL, list.length + " elements needed");
        }
        if (!isLengthOnly()) {
            putUlongs(abi, buffer, list);
        }
    }

    static void putUlongs(AbiLayout abi, MemorySegment memory, long[] list) {
        for (int i = 0; i < list.length; i++) {
            abi.putUlong(memory, (long) i * abi.ulongBytes(), list[i]);
        }
    }

    private boolean isLengthOnly() {
        return Arguments.isNull(buffer);
    }

    private long capacity() {
        return abi.ulong(length, 0);
    }

    private void putLength(long count) {
        abi.putUlong(length, 0, count);
    }
}
