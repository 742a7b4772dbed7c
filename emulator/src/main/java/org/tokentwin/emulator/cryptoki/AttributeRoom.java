package org.tokentwin.emulator.cryptoki;

/**
 * An attribute that a caller of {@code C_GetAttributeValue} asks for.
 *
 * @param lengthOnly whether the caller asks for the value's length, by a null pointer
 * @param bytes of the caller's buffer, in the form of {@link Attribute}; an unsigned number, without meaning where {@code lengthOnly}
 */
public record AttributeRoom(long type, boolean lengthOnly, long bytes) {
    public static AttributeRoom of(long type, long bytes) {
        return new AttributeRoom(type, false, bytes);
    }

    public static AttributeRoom lengthOnly(long type) {
        return new AttributeRoom(type, true, 0);
    }

    /** The result as this caller gets it: without the value, where there is too little room. */
    AttributeResult fitted(AttributeResult result) {
        boolean fits = lengthOnly
                || result.value().stream().allMatch(value -> Long.compareUnsigned(bytes, value.length()) >= 0);
        return fits ? result : AttributeResult.refused(type, Ckr.CKR_BUFFER_TOO_SMALL);
    }

    /** As a transcript shows it. */
    @Override
    public String toString() {
        return Cka.name(type) + "=" + (lengthOnly ? "NULL" : "buffer[" + Long.toUnsignedString(bytes) + " bytes]");
    }
}
