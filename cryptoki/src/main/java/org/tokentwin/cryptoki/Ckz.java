package org.tokentwin.cryptoki;

/** Sources of encoding parameters and salts: PKCS#11 v3.2 section 6.1.7. One without {@link Since} is in v2.20 already. */
public final class Ckz {
    // spotless:off
    public static final long CKZ_DATA_SPECIFIED = 0x1L;
    public static final long CKZ_SALT_SPECIFIED = 0x1L;
    // spotless:on

    private Ckz() {}
}
