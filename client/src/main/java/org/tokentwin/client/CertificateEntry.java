package org.tokentwin.client;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.tokentwin.client.x509.PartialCertificate;

/**
 * A certificate object of a token.
 *
 * @param id CKA_ID in lower-case hexadecimal, which its private key has too; may be empty
 * @param label CKA_LABEL, may be empty
 * @param certificate what CKA_VALUE holds; empty where this Java cannot parse it
 * @param partial what can be read of it, and why not all; present where {@code certificate} is empty
 */
public record CertificateEntry(
        String id,
        String label,
        Optional<X509Certificate> certificate,
        Optional<PartialCertificate> partial,
        KeyPresence privateKey) {

    /** Whether it may issue certificates, by its basic constraints. */
    public boolean isAuthority() {
        return certificate.filter(c -> c.getBasicConstraints() >= 0).isPresent()
                || partial.filter(PartialCertificate::authority).isPresent();
    }
}
