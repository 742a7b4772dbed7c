package org.tokentwin.emulator.cryptoki;

/** Key types, PKCS#11 v2.40 section 4. */
public final class Ckk {
    public static final long CKK_RSA = 0x0L;
    public static final long CKK_DSA = 0x1L;
    public static final long CKK_DH = 0x2L;
    public static final long CKK_EC = 0x3L;
    public static final long CKK_GENERIC_SECRET = 0x10L;
    public static final long CKK_AES = 0x1FL;

    private static final ConstantNames NAMES = ConstantNames.of(Ckk.class, "CKK_");

    private Ckk() {}

    /** Whether this module knows the key type, although no token may have keys of it. */
    public static boolean isKnown(long value) {
        return NAMES.contains(value);
    }

    /** The constant's name, or its value in hexadecimal where this module does not know it. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
