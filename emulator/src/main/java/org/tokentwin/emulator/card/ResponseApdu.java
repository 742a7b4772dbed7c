package org.tokentwin.emulator.card;

import java.util.Arrays;

/**
 * A response APDU.
 *
 * @param data the data field; not copied
 * @param sw the status word, 0 to {@code 0xFFFF}
 */
@SuppressWarnings("ArrayRecordComponent") // a value that is made for one exchange and never compared
public record ResponseApdu(byte[] data, int sw) {
    private static final int SW_LENGTH = 2;

    /** @throws IllegalArgumentException for fewer than 2 bytes */
    public static ResponseApdu of(byte[] bytes) {
        if (bytes.length < SW_LENGTH) {
            throw new IllegalArgumentException("a response APDU has 2 bytes at least, not " + bytes.length);
        }
        int end = bytes.length - SW_LENGTH;
        int sw = Byte.toUnsignedInt(bytes[end]) << Byte.SIZE | Byte.toUnsignedInt(bytes[end + 1]);
        return new ResponseApdu(Arrays.copyOf(bytes, end), sw);
    }

    /** Whether the status word is {@code 9000}. */
    public boolean isOk() {
        return sw == StatusWord.SW_OK;
    }
}
