package org.tokentwin.emulator.cryptoki;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;

/**
 * {@code CK_ATTRIBUTE}, PKCS#11 v2.40 section 3.4, in a form that does not depend on the machine: a {@code CK_ULONG} is 8 bytes,
 * most significant first; a {@code CK_BBOOL} is one byte; the elements of a {@code CK_ULONG} array are 8 bytes each; a {@link NestedTemplate} is its attributes; all else is as in memory. Immutable.
 */
public final class Attribute {
    private final long type;
    private final byte[] value;

    private Attribute(long type, byte[] value) {
        this.type = type;
        this.value = value;
    }

    /** @param value in the form above; copied */
    public static Attribute of(long type, byte[] value) {
        return new Attribute(type, value.clone());
    }

    public static Attribute ofUlong(long type, long value) {
        return new Attribute(
                type, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    public static Attribute ofBoolean(long type, boolean value) {
        return new Attribute(type, new byte[] {(byte) (value ? 1 : 0)});
    }

    public static Attribute ofString(long type, String value) {
        return new Attribute(type, value.getBytes(StandardCharsets.UTF_8));
    }

    public long type() {
        return type;
    }

    /** A copy of the value. */
    public byte[] value() {
        return value.clone();
    }

    /** The value's length in the form above, in bytes. */
    public int length() {
        return value.length;
    }

    /** @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} when the value is not of a {@code CK_ULONG}'s length */
    public long asUlong() {
        if (value.length != Long.BYTES) {
            throw invalid("a CK_ULONG");
        }
        return ByteBuffer.wrap(value).getLong();
    }

    /** @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} when the value is not one byte, 0 or 1 */
    public boolean asBoolean() {
        if (value.length != 1 || (value[0] & ~1) != 0) {
            throw invalid("CK_TRUE or CK_FALSE");
        }
        return value[0] == 1;
    }

    public String asString() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** Whether type and value are the same, as {@code C_FindObjects} compares them. */
    public boolean matches(Attribute other) {
        return type == other.type && Arrays.equals(value, other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attribute attribute && matches(attribute);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(type) + Arrays.hashCode(value);
    }

    /** Type and length, never the value: it may be a key. */
    @Override
    public String toString() {
        return Cka.name(type) + "[" + value.length + "]";
    }

    private CryptokiException invalid(String expected) {
        return new CryptokiException(
                Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                Cka.name(type) + " has " + value.length + " bytes, which is not " + expected);
    }
}
