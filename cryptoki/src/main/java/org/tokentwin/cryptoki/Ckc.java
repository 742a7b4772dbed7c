package org.tokentwin.cryptoki;

import java.util.Optional;

/** Certificate types: PKCS#11 v3.2 section 4.6. One without {@link Since} is in v2.20 already. */
public final class Ckc {
    // spotless:off
    public static final long CKC_X_509 = 0x0L;
    public static final long CKC_X_509_ATTR_CERT = 0x1L;
    public static final long CKC_WTLS = 0x2L;
    public static final long CKC_VENDOR_DEFINED = 0x80000000L;
    // spotless:on

    private static final ConstantNames NAMES = ConstantNames.of(Ckc.class, "CKC_");

    private Ckc() {}

    /** Returns whether a version of the standard has this certificate type; no version has a vendor's. */
    public static boolean isKnown(long value, CryptokiVersion version) {
        return NAMES.contains(value, version);
    }

    /** Returns the constant of this name; empty where the standard has none. */
    public static Optional<Long> named(String name) {
        return NAMES.value(name);
    }

    /** Returns the constant's name, or the value in hexadecimal where the standard has none. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
