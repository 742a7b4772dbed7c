package org.tokentwin.client.pkcs11;

import java.io.Serializable;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/**
 * A return value of a PKCS#11 function, PKCS#11 v2.40 section 5.1. The constants are those that the client acts upon; any
 * other value, a vendor's too, is a {@code Ckr} just the same.
 *
 * @param value the CK_RV
 */
public record Ckr(long value) implements Serializable {
    public static final Ckr CKR_SLOT_ID_INVALID = new Ckr(0x3);
    public static final Ckr CKR_ARGUMENTS_BAD = new Ckr(0x7);
    public static final Ckr CKR_ATTRIBUTE_SENSITIVE = new Ckr(0x11);
    public static final Ckr CKR_ATTRIBUTE_TYPE_INVALID = new Ckr(0x12);
    public static final Ckr CKR_DATA_LEN_RANGE = new Ckr(0x21);
    public static final Ckr CKR_DEVICE_ERROR = new Ckr(0x30);
    public static final Ckr CKR_DEVICE_REMOVED = new Ckr(0x32);
    public static final Ckr CKR_FUNCTION_NOT_SUPPORTED = new Ckr(0x54);
    public static final Ckr CKR_KEY_TYPE_INCONSISTENT = new Ckr(0x63);
    public static final Ckr CKR_KEY_FUNCTION_NOT_PERMITTED = new Ckr(0x68);
    public static final Ckr CKR_MECHANISM_INVALID = new Ckr(0x70);
    public static final Ckr CKR_PIN_INCORRECT = new Ckr(0xA0);
    public static final Ckr CKR_PIN_INVALID = new Ckr(0xA1);
    public static final Ckr CKR_PIN_LEN_RANGE = new Ckr(0xA2);
    public static final Ckr CKR_PIN_EXPIRED = new Ckr(0xA3);
    public static final Ckr CKR_PIN_LOCKED = new Ckr(0xA4);
    public static final Ckr CKR_SESSION_HANDLE_INVALID = new Ckr(0xB3);
    public static final Ckr CKR_SIGNATURE_INVALID = new Ckr(0xC0);
    public static final Ckr CKR_SIGNATURE_LEN_RANGE = new Ckr(0xC1);
    public static final Ckr CKR_TOKEN_NOT_PRESENT = new Ckr(0xE0);
    public static final Ckr CKR_TOKEN_NOT_RECOGNIZED = new Ckr(0xE1);
    public static final Ckr CKR_USER_ALREADY_LOGGED_IN = new Ckr(0x100);
    public static final Ckr CKR_USER_NOT_LOGGED_IN = new Ckr(0x101);
    public static final Ckr CKR_USER_PIN_NOT_INITIALIZED = new Ckr(0x102);
    public static final Ckr CKR_CRYPTOKI_NOT_INITIALIZED = new Ckr(0x190);
    public static final Ckr CKR_CRYPTOKI_ALREADY_INITIALIZED = new Ckr(0x191);
    public static final Ckr CKR_PIN_TOO_WEAK = new Ckr(0x1B8);

    private static final long CKR_VENDOR_DEFINED = 0x80000000L;

    /** The standard's name, as {@code CKR_PIN_INCORRECT}, or the value in hexadecimal where the standard has none. */
    public String name() {
        String name = value >= CKR_VENDOR_DEFINED ? "" : PKCS11Constants.ckrCodeToName(value);
        return name.startsWith("CKR_") ? name : "CKR 0x%08X".formatted(value);
    }

    @Override
    public String toString() {
        return name();
    }
}
