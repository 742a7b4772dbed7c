package org.tokentwin.client;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A certificate object of a token.
 *
 * @param id CKA_ID in lower-case hexadecimal, which its private key has too; may be empty
 * @param label CKA_LABEL, may be empty
 * @param size the length of CKA_VALUE in bytes
 * @param certificate what CKA_VALUE holds; empty where that is no X.509 certificate
 */
public record CertificateEntry(
        String id, String label, int size, Optional<X509Certificate> certificate, KeyPresence privateKey) {

    /** Whether it may issue certificates, by its basic constraints. */
    public boolean isAuthority() {
        return certificate.filter(c -> c.getBasicConstraints() >= 0).isPresent();
    }
}
