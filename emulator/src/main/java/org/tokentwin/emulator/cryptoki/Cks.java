package org.tokentwin.emulator.cryptoki;

/** Session states, PKCS#11 v2.40 section 3.4. */
public final class Cks {
    public static final long CKS_RO_PUBLIC_SESSION = 0L;
    public static final long CKS_RO_USER_FUNCTIONS = 1L;
    public static final long CKS_RW_PUBLIC_SESSION = 2L;
    public static final long CKS_RW_USER_FUNCTIONS = 3L;
    public static final long CKS_RW_SO_FUNCTIONS = 4L;

    private static final ConstantNames NAMES = ConstantNames.of(Cks.class, "CKS_");

    private Cks() {}

    /** The constant's name, or its value in hexadecimal where this module does not know it. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
