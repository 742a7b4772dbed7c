package org.tokentwin.emulator.cryptoki;

/** User types, PKCS#11 v2.40 section 3.4. */
public final class Cku {
    public static final long CKU_SO = 0L;
    public static final long CKU_USER = 1L;
    public static final long CKU_CONTEXT_SPECIFIC = 2L;

    private static final ConstantNames NAMES = ConstantNames.of(Cku.class, "CKU_");

    private Cku() {}

    /** The constant's name, or its value in hexadecimal where this module does not know it. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
