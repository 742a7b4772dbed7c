package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;

/** Hardware features and hedging variants: PKCS#11 v3.2 section 4.4. One without {@link Since} is in v2.20 already. */
public final class Ckh {
    // spotless:off
    public static final long CKH_MONOTONIC_COUNTER = 0x1L;
    public static final long CKH_CLOCK = 0x2L;
    public static final long CKH_USER_INTERFACE = 0x3L;
    public static final long CKH_VENDOR_DEFINED = 0x80000000L;
    @Since(V3_2) public static final long CKH_HEDGE_PREFERRED = 0x0L;
    @Since(V3_2) public static final long CKH_HEDGE_REQUIRED = 0x1L;
    @Since(V3_2) public static final long CKH_DETERMINISTIC_REQUIRED = 0x2L;
    // spotless:on

    private static final ConstantNames NAMES = ConstantNames.of(Ckh.class, "CKH_");

    private Ckh() {}

    /** Returns the constant's name, or the value in hexadecimal where the standard has none. */
    public static String name(long value) {
        return NAMES.name(value);
    }
}
