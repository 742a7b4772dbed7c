package org.tokentwin.client.pkcs11;

/** What a session may do, PKCS#11 v2.40 section 2.6: the flags of C_OpenSession. */
public enum SessionKind {
    READ_ONLY(0x4),
    READ_WRITE(0x6);

    private final long flags;

    SessionKind(long flags) {
        this.flags = flags;
    }

    long flags() {
        return flags;
    }
}
