package org.tokentwin.client.pkcs11;

import java.io.Serializable;

/**
 * A return value of a PKCS#11 function, PKCS#11 v2.40 section 5.1. The constants are those that the client acts upon; any
 * other value, a vendor's too, is a {@code Ckr} just the same.
 *
 * @param value the CK_RV
 */
public record Ckr(long value) implements Serializable {
    public static final Ckr CKR_SLOT_ID_INVALID = of(org.tokentwin.cryptoki.Ckr.CKR_SLOT_ID_INVALID);
    public static final Ckr CKR_ARGUMENTS_BAD = of(org.tokentwin.cryptoki.Ckr.CKR_ARGUMENTS_BAD);
    public static final Ckr CKR_ATTRIBUTE_SENSITIVE = of(org.tokentwin.cryptoki.Ckr.CKR_ATTRIBUTE_SENSITIVE);
    public static final Ckr CKR_ATTRIBUTE_TYPE_INVALID = of(org.tokentwin.cryptoki.Ckr.CKR_ATTRIBUTE_TYPE_INVALID);
    public static final Ckr CKR_ATTRIBUTE_READ_ONLY = of(org.tokentwin.cryptoki.Ckr.CKR_ATTRIBUTE_READ_ONLY);
    public static final Ckr CKR_ATTRIBUTE_VALUE_INVALID = of(org.tokentwin.cryptoki.Ckr.CKR_ATTRIBUTE_VALUE_INVALID);
    public static final Ckr CKR_DATA_LEN_RANGE = of(org.tokentwin.cryptoki.Ckr.CKR_DATA_LEN_RANGE);
    public static final Ckr CKR_DEVICE_ERROR = of(org.tokentwin.cryptoki.Ckr.CKR_DEVICE_ERROR);
    public static final Ckr CKR_DEVICE_REMOVED = of(org.tokentwin.cryptoki.Ckr.CKR_DEVICE_REMOVED);
    public static final Ckr CKR_FUNCTION_CANCELED = of(org.tokentwin.cryptoki.Ckr.CKR_FUNCTION_CANCELED);
    public static final Ckr CKR_FUNCTION_NOT_SUPPORTED = of(org.tokentwin.cryptoki.Ckr.CKR_FUNCTION_NOT_SUPPORTED);
    public static final Ckr CKR_KEY_TYPE_INCONSISTENT = of(org.tokentwin.cryptoki.Ckr.CKR_KEY_TYPE_INCONSISTENT);
    public static final Ckr CKR_KEY_FUNCTION_NOT_PERMITTED =
            of(org.tokentwin.cryptoki.Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED);
    public static final Ckr CKR_MECHANISM_INVALID = of(org.tokentwin.cryptoki.Ckr.CKR_MECHANISM_INVALID);
    public static final Ckr CKR_PIN_INCORRECT = of(org.tokentwin.cryptoki.Ckr.CKR_PIN_INCORRECT);
    public static final Ckr CKR_PIN_INVALID = of(org.tokentwin.cryptoki.Ckr.CKR_PIN_INVALID);
    public static final Ckr CKR_PIN_LEN_RANGE = of(org.tokentwin.cryptoki.Ckr.CKR_PIN_LEN_RANGE);
    public static final Ckr CKR_PIN_EXPIRED = of(org.tokentwin.cryptoki.Ckr.CKR_PIN_EXPIRED);
    public static final Ckr CKR_PIN_LOCKED = of(org.tokentwin.cryptoki.Ckr.CKR_PIN_LOCKED);
    public static final Ckr CKR_SESSION_HANDLE_INVALID = of(org.tokentwin.cryptoki.Ckr.CKR_SESSION_HANDLE_INVALID);
    public static final Ckr CKR_SIGNATURE_INVALID = of(org.tokentwin.cryptoki.Ckr.CKR_SIGNATURE_INVALID);
    public static final Ckr CKR_SIGNATURE_LEN_RANGE = of(org.tokentwin.cryptoki.Ckr.CKR_SIGNATURE_LEN_RANGE);
    public static final Ckr CKR_TOKEN_NOT_PRESENT = of(org.tokentwin.cryptoki.Ckr.CKR_TOKEN_NOT_PRESENT);
    public static final Ckr CKR_TOKEN_NOT_RECOGNIZED = of(org.tokentwin.cryptoki.Ckr.CKR_TOKEN_NOT_RECOGNIZED);
    public static final Ckr CKR_USER_ALREADY_LOGGED_IN = of(org.tokentwin.cryptoki.Ckr.CKR_USER_ALREADY_LOGGED_IN);
    public static final Ckr CKR_USER_NOT_LOGGED_IN = of(org.tokentwin.cryptoki.Ckr.CKR_USER_NOT_LOGGED_IN);
    public static final Ckr CKR_USER_PIN_NOT_INITIALIZED = of(org.tokentwin.cryptoki.Ckr.CKR_USER_PIN_NOT_INITIALIZED);
    public static final Ckr CKR_CRYPTOKI_NOT_INITIALIZED = of(org.tokentwin.cryptoki.Ckr.CKR_CRYPTOKI_NOT_INITIALIZED);
    public static final Ckr CKR_CRYPTOKI_ALREADY_INITIALIZED =
            of(org.tokentwin.cryptoki.Ckr.CKR_CRYPTOKI_ALREADY_INITIALIZED);
    public static final Ckr CKR_PIN_TOO_WEAK = of(org.tokentwin.cryptoki.Ckr.CKR_PIN_TOO_WEAK);

    private static Ckr of(org.tokentwin.cryptoki.Ckr standard) {
        return new Ckr(standard.code());
    }

    /** The standard's name, as {@code CKR_PIN_INCORRECT}, or the value in hexadecimal where the standard has none. */
    public String name() {
        return org.tokentwin.cryptoki.Ckr.of(value).map(Enum::name).orElseGet(() -> "CKR 0x%08X".formatted(value));
    }

    @Override
    public String toString() {
        return name();
    }
}
