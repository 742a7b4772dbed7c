package org.tokentwin.client.view;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.KeyPresence;
import org.tokentwin.client.revocation.RevocationAnswer;
import org.tokentwin.client.x509.DistinguishedName;
import org.tokentwin.client.x509.PartialCertificate;
import org.tokentwin.client.x509.Validity;

/**
 * A certificate in a list.
 *
 * @param subject empty where the object holds no X.509 certificate, as the issuer, the date and the validity are
 * @param unreadable why this Java cannot parse it, where it cannot
 * @param revocation how it stands with its issuer, where that was asked for
 */
public record CertificateSummary(
        String id,
        String label,
        Optional<String> subject,
        Optional<String> issuer,
        Optional<Instant> notAfter,
        Optional<Validity> validity,
        Optional<String> unreadable,
        boolean authority,
        KeyPresence privateKey,
        Optional<RevocationAnswer> revocation) {
    /** One whose issuer was not asked. */
    public CertificateSummary(
            String id,
            String label,
            Optional<String> subject,
            Optional<String> issuer,
            Optional<Instant> notAfter,
            Optional<Validity> validity,
            Optional<String> unreadable,
            boolean authority,
            KeyPresence privateKey) {
        this(id, label, subject, issuer, notAfter, validity, unreadable, authority, privateKey, Optional.empty());
    }

    /** The same with how it stands. */
    public CertificateSummary with(Optional<RevocationAnswer> answer) {
        return new CertificateSummary(
                id, label, subject, issuer, notAfter, validity, unreadable, authority, privateKey, answer);
    }

    /** @param now the moment for the validity */
    public static CertificateSummary of(CertificateEntry entry, Instant now) {
        Optional<X509Certificate> certificate = entry.certificate();
        Optional<PartialCertificate> partial = entry.partial();
        return new CertificateSummary(
                entry.id(),
                entry.label(),
                certificate.map(DistinguishedName::ofSubject).or(() -> partial.flatMap(PartialCertificate::subject)),
                certificate
                        .map(c -> DistinguishedName.of(c.getIssuerX500Principal()))
                        .or(() -> partial.flatMap(PartialCertificate::issuer)),
                certificate
                        .map(c -> c.getNotAfter().toInstant())
                        .or(() -> partial.flatMap(PartialCertificate::notAfter)),
                certificate.map(c -> Validity.of(c, now)).or(() -> partial.flatMap(p -> validity(p, now))),
                partial.map(PartialCertificate::reason),
                entry.isAuthority(),
                entry.privateKey());
    }

    private static Optional<Validity> validity(PartialCertificate partial, Instant now) {
        return partial.notBefore().flatMap(begin -> partial.notAfter().map(end -> Validity.of(begin, end, now)));
    }

    /** The mark behind the date of a certificate that is not simply valid; else empty. */
    String mark() {
        return validity.map(Validity::mark).orElse("");
    }
}
