package org.tokentwin.emulator.cryptoki;

/** Certificate types, PKCS#11 v2.40 section 4.6. */
public final class Ckc {
    public static final long CKC_X_509 = 0x0L;
    public static final long CKC_X_509_ATTR_CERT = 0x1L;
    public static final long CKC_WTLS = 0x2L;

    private static final ConstantNames NAMES = ConstantNames.of(Ckc.class, "CKC_");

    private Ckc() {}

    /** Whether the standard has this certificate type. */
    public static boolean isKnown(long value) {
        return NAMES.contains(value);
    }
}
