package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;

/** Validation types and authorities: PKCS#11 v3.2 section 4.11. One without {@link Since} is in v2.20 already. */
public final class Ckv {
    // spotless:off
    @Since(V3_2) public static final long CKV_AUTHORITY_TYPE_UNSPECIFIED = 0x0L;
    @Since(V3_2) public static final long CKV_AUTHORITY_TYPE_NIST_CMVP = 0x1L;
    @Since(V3_2) public static final long CKV_AUTHORITY_TYPE_COMMON_CRITERIA = 0x2L;
    @Since(V3_2) public static final long CKV_TYPE_UNSPECIFIED = 0x0L;
    @Since(V3_2) public static final long CKV_TYPE_SOFTWARE = 0x1L;
    @Since(V3_2) public static final long CKV_TYPE_HARDWARE = 0x2L;
    @Since(V3_2) public static final long CKV_TYPE_FIRMWARE = 0x3L;
    @Since(V3_2) public static final long CKV_TYPE_HYBRID = 0x4L;
    // spotless:on

    private Ckv() {}
}
