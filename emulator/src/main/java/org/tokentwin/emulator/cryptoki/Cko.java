package org.tokentwin.emulator.cryptoki;

/** Object classes, PKCS#11 v2.40 section 4. */
public final class Cko {
    public static final long CKO_DATA = 0x0L;
    public static final long CKO_CERTIFICATE = 0x1L;
    public static final long CKO_PUBLIC_KEY = 0x2L;
    public static final long CKO_PRIVATE_KEY = 0x3L;
    public static final long CKO_SECRET_KEY = 0x4L;
    public static final long CKO_HW_FEATURE = 0x5L;
    public static final long CKO_DOMAIN_PARAMETERS = 0x6L;
    public static final long CKO_MECHANISM = 0x7L;

    private static final ConstantNames NAMES = ConstantNames.of(Cko.class, "CKO_");

    private Cko() {}

    /** Whether the standard has this object class. */
    public static boolean isKnown(long value) {
        return NAMES.contains(value);
    }

    /** The constant's name, or its value in hexadecimal where this module does not know it. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
