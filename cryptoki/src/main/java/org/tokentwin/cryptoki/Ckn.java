package org.tokentwin.cryptoki;

/** Notifications: PKCS#11 v3.2 section 3.2. One without {@link Since} is in v2.20 already. */
public final class Ckn {
    // spotless:off
    public static final long CKN_SURRENDER = 0x0L;
    public static final long CKN_OTP_CHANGED = 0x1L;
    // spotless:on

    private Ckn() {}
}
