package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;

import java.util.Optional;

/** Session states: PKCS#11 v3.2 section 3.4. One without {@link Since} is in v2.20 already. */
public final class Cks {
    // spotless:off
    public static final long CKS_RO_PUBLIC_SESSION = 0x0L;
    public static final long CKS_RO_USER_FUNCTIONS = 0x1L;
    public static final long CKS_RW_PUBLIC_SESSION = 0x2L;
    public static final long CKS_RW_USER_FUNCTIONS = 0x3L;
    public static final long CKS_RW_SO_FUNCTIONS = 0x4L;
    @Since(V3_2) public static final long CKS_LAST_VALIDATION_OK = 0x1L;
    // spotless:on

    private static final ConstantNames NAMES = ConstantNames.of(Cks.class, "CKS_");

    private Cks() {}

    /** Returns the constant of this name; empty where the standard has none. */
    public static Optional<Long> named(String name) {
        return NAMES.value(name);
    }

    /** Returns the constant's name, or the value in hexadecimal where the standard has none. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
