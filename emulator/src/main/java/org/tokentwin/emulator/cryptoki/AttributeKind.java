package org.tokentwin.emulator.cryptoki;

/** How an attribute's value is written in a C structure; decides how it crosses the ABI and the wire. */
public enum AttributeKind {
    /** {@code CK_BBOOL}: one byte. */
    BOOLEAN,
    /** {@code CK_ULONG}: 4 or 8 bytes in memory, 8 in {@link Attribute}. */
    ULONG,
    /** {@code CK_ULONG} array ({@code CKA_ALLOWED_MECHANISMS}). */
    ULONG_ARRAY,
    /** {@code CK_DATE}: 8 ASCII digits, or empty. */
    DATE,
    /** {@code CK_ATTRIBUTE} array ({@code CKA_WRAP_TEMPLATE}). */
    TEMPLATE,
    /** Bytes as they are: strings, big integers, DER. */
    BYTES;

    /** The kind of an attribute type; {@link #BYTES} for one that this module does not know. */
    public static AttributeKind of(long type) {
        if (type == Cka.CKA_ALLOWED_MECHANISMS) {
            return ULONG_ARRAY;
        }
        if (org.tokentwin.cryptoki.AttributeKind.of(type) == org.tokentwin.cryptoki.AttributeKind.TEMPLATE) {
            return TEMPLATE;
        }
        if (type == Cka.CKA_START_DATE || type == Cka.CKA_END_DATE) {
            return DATE;
        }
        if (isUlong(type)) {
            return ULONG;
        }
        return isBoolean(type) ? BOOLEAN : BYTES;
    }

    private static boolean isUlong(long type) {
        return type == Cka.CKA_CLASS
                || type == Cka.CKA_CERTIFICATE_TYPE
                || type == Cka.CKA_CERTIFICATE_CATEGORY
                || type == Cka.CKA_JAVA_MIDP_SECURITY_DOMAIN
                || type == Cka.CKA_NAME_HASH_ALGORITHM
                || type == Cka.CKA_KEY_TYPE
                || type == Cka.CKA_MODULUS_BITS
                || type == Cka.CKA_VALUE_LEN
                || type == Cka.CKA_KEY_GEN_MECHANISM
                || type == Cka.CKA_HW_FEATURE_TYPE;
    }

    private static boolean isBoolean(long type) {
        return type == Cka.CKA_TOKEN
                || type == Cka.CKA_PRIVATE
                || type == Cka.CKA_TRUSTED
                || type == Cka.CKA_SENSITIVE
                || (type >= Cka.CKA_ENCRYPT && type <= Cka.CKA_DERIVE)
                || (type >= Cka.CKA_EXTRACTABLE && type <= Cka.CKA_ALWAYS_SENSITIVE)
                || (type >= Cka.CKA_MODIFIABLE && type <= Cka.CKA_DESTROYABLE)
                || type == Cka.CKA_ALWAYS_AUTHENTICATE
                || type == Cka.CKA_WRAP_WITH_TRUSTED;
    }
}
