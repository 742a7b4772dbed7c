package org.tokentwin.client.view;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.KeyPresence;
import org.tokentwin.client.x509.DistinguishedName;

/**
 * A certificate in a list.
 *
 * @param subject empty where the object holds no X.509 certificate, as the issuer and the date are
 */
public record CertificateSummary(
        String id,
        String label,
        Optional<String> subject,
        Optional<String> issuer,
        Optional<Instant> notAfter,
        boolean authority,
        KeyPresence privateKey) {

    public static CertificateSummary of(CertificateEntry entry) {
        Optional<X509Certificate> certificate = entry.certificate();
        return new CertificateSummary(
                entry.id(),
                entry.label(),
                certificate.map(c -> DistinguishedName.of(c.getSubjectX500Principal())),
                certificate.map(c -> DistinguishedName.of(c.getIssuerX500Principal())),
                certificate.map(c -> c.getNotAfter().toInstant()),
                entry.isAuthority(),
                entry.privateKey());
    }
}
