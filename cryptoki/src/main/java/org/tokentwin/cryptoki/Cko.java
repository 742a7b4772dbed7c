package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V3_0;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;

import java.util.Optional;

/** Object classes: PKCS#11 v3.2 section 4. One without {@link Since} is in v2.20 already. */
public final class Cko {
    // spotless:off
    public static final long CKO_DATA = 0x0L;
    public static final long CKO_CERTIFICATE = 0x1L;
    public static final long CKO_PUBLIC_KEY = 0x2L;
    public static final long CKO_PRIVATE_KEY = 0x3L;
    public static final long CKO_SECRET_KEY = 0x4L;
    public static final long CKO_HW_FEATURE = 0x5L;
    public static final long CKO_DOMAIN_PARAMETERS = 0x6L;
    public static final long CKO_MECHANISM = 0x7L;
    public static final long CKO_OTP_KEY = 0x8L;
    @Since(V3_0) public static final long CKO_PROFILE = 0x9L;
    @Since(V3_2) public static final long CKO_VALIDATION = 0xAL;
    @Since(V3_2) public static final long CKO_TRUST = 0xBL;
    public static final long CKO_VENDOR_DEFINED = 0x80000000L;
    // spotless:on

    private static final ConstantNames NAMES = ConstantNames.of(Cko.class, "CKO_");

    private Cko() {}

    /** Returns whether a version of the standard has this object class; no version has a vendor's. */
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
