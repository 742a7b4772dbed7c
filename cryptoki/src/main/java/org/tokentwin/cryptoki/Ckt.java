package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;

/** Trust in a certificate: PKCS#11 v3.2 section 4.12. One without {@link Since} is in v2.20 already. */
public final class Ckt {
    // spotless:off
    @Since(V3_2) public static final long CKT_TRUST_UNKNOWN = 0x0L;
    @Since(V3_2) public static final long CKT_TRUSTED = 0x1L;
    @Since(V3_2) public static final long CKT_TRUST_ANCHOR = 0x2L;
    @Since(V3_2) public static final long CKT_NOT_TRUSTED = 0x3L;
    @Since(V3_2) public static final long CKT_TRUST_MUST_VERIFY_TRUST = 0x4L;
    // spotless:on

    private Ckt() {}
}
