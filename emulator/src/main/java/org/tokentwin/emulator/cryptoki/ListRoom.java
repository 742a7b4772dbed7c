package org.tokentwin.emulator.cryptoki;

import java.util.function.Supplier;
import org.tokentwin.cryptoki.Ckr;

/**
 * Room for a list of slots or mechanisms.
 *
 * @param lengthOnly whether the caller asks how many there are, by a null pointer
 * @param elements that there is room for; an unsigned number, without meaning where {@code lengthOnly}
 */
public record ListRoom(boolean lengthOnly, long elements) implements CallerRoom {
    /** Calls a method that returns the list. */
    public long[] ask(Supplier<long[]> method) {
        return ScopedValue.where(CallerRoom.OF_CALL, this).call(method::get);
    }

    @Override
    public Ckr verdict(Object returned) {
        boolean fits = lengthOnly || Long.compareUnsigned(elements, ((long[]) returned).length) >= 0;
        return fits ? Ckr.CKR_OK : Ckr.CKR_BUFFER_TOO_SMALL;
    }

    /** As a transcript shows it. */
    @Override
    public String toString() {
        return lengthOnly ? "NULL" : "buffer[" + Long.toUnsignedString(elements) + "]";
    }
}
