package org.tokentwin.emulator.cryptoki;

/** Mask generation functions and encoding-parameter sources, mechanisms v2.40 section 2.1.7. */
public final class Ckg {
    public static final long CKG_MGF1_SHA1 = 0x1;
    public static final long CKG_MGF1_SHA256 = 0x2;
    public static final long CKG_MGF1_SHA384 = 0x3;
    public static final long CKG_MGF1_SHA512 = 0x4;
    public static final long CKG_MGF1_SHA224 = 0x5;
    public static final long CKZ_DATA_SPECIFIED = 0x1;

    private static final ConstantNames NAMES = ConstantNames.of(Ckg.class, "CKG_");

    private Ckg() {}

    /** The constant's name of a mask generation function, or {@code CKG_0x...} for a value that is not listed here. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
