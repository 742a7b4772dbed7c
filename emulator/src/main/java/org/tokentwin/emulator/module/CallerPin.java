package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A copy of a PIN that the caller passed; closing it wipes the copy. */
final class CallerPin implements AutoCloseable {
    private final byte @Nullable [] bytes;

    /** @throws org.tokentwin.emulator.cryptoki.CryptokiException as {@link Arguments#bytes} */
    CallerPin(MemorySegment pin, long length) {
        bytes = Arguments.isNull(pin) && length == 0 ? null : Arguments.bytes(pin, length);
    }

    /** The PIN, for as long as this is open; null, with which an application asks for the protected authentication path. */
    byte @Nullable [] bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (bytes != null) {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
