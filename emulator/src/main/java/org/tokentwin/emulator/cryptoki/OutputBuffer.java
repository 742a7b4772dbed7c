package org.tokentwin.emulator.cryptoki;

import java.util.Arrays;
import java.util.Optional;
import org.tokentwin.cryptoki.Ckr;

/**
 * Where a function that returns bytes puts them: the caller's buffer of a known size, or none where only the length is asked,
 * PKCS#11 v2.40 section 5.2.
 *
 * <p>A function first calls {@link #accepts} with the length that it will need. If that returns false or throws, the operation
 * stays active and nothing was computed; else it calls {@link #put}.
 */
public final class OutputBuffer {
    private final long capacity;
    private long length;
    private Optional<byte[]> bytes = Optional.empty();

    private OutputBuffer(long capacity) {
        this.capacity = capacity;
    }

    /** A buffer of this many bytes; an unsigned number, as {@code CK_ULONG} is. */
    public static OutputBuffer of(long capacity) {
        return new OutputBuffer(Long.compareUnsigned(capacity, Integer.MAX_VALUE) > 0 ? Integer.MAX_VALUE : capacity);
    }

    /** A null pointer: the caller asks for the length. */
    public static OutputBuffer lengthOnly() {
        return new OutputBuffer(-1);
    }

    public boolean isLengthOnly() {
        return capacity < 0;
    }

    /** Bytes that there is room for; without meaning where only the length is asked. */
    public long capacity() {
        return capacity;
    }

    /**
     * Says what the function needs.
     *
     * @param needed bytes, exactly or at most
     * @return whether the function may go on; false where only the length was asked
     * @throws CryptokiException {@code CKR_BUFFER_TOO_SMALL} when the caller's buffer is smaller; {@link #length} is then {@code needed}
     */
    public boolean accepts(int needed) {
        length = needed;
        if (isLengthOnly()) {
            return false;
        }
        if (capacity < needed) {
            throw new CryptokiException(Ckr.CKR_BUFFER_TOO_SMALL, needed + " bytes needed, " + capacity + " given");
        }
        return true;
    }

    /**
     * Gives the bytes; the array is the buffer's from now on.
     *
     * @throws CryptokiException {@code CKR_BUFFER_TOO_SMALL} when they do not fit
     */
    public void put(byte[] output) {
        if (accepts(output.length)) {
            bytes = Optional.of(output);
        }
    }

    /** The length that the caller gets: of the bytes, or what is needed. */
    public long length() {
        return length;
    }

    /** The bytes, where the function gave any. */
    public Optional<byte[]> bytes() {
        return bytes.map(array -> Arrays.copyOf(array, array.length));
    }
}
