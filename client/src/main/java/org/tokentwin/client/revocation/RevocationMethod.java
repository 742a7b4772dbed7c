package org.tokentwin.client.revocation;

/** How to ask. */
public enum RevocationMethod {
    /** By OCSP, and by the revocation list where OCSP gives no answer that counts. */
    any,
    ocsp,
    crl
}
