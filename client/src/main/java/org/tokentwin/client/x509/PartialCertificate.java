package org.tokentwin.client.x509;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;

/**
 * A certificate that this Java cannot parse: why, and what can be read of it all the same. All but the reason, the size and the hash are
 * empty where it is no X.509 certificate at all.
 */
public record PartialCertificate(
        String reason,
        int size,
        String sha256Fingerprint,
        Optional<String> subject,
        Optional<String> issuer,
        Optional<String> serialNumber,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter,
        Optional<String> keyAlgorithm,
        boolean authority) {
    private static final int LONGEST_REASON = 200;

    /** @param reason what Java said of it */
    public static PartialCertificate of(byte[] der, String reason) {
        String shortened = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
        try {
            X509CertificateHolder holder = new X509CertificateHolder(der);
            return new PartialCertificate(
                    shortened,
                    der.length,
                    sha256(der),
                    Optional.of(subject(holder)),
                    Optional.of(name(holder.getIssuer())),
                    Optional.of(holder.getSerialNumber().toString(16)),
                    Optional.of(holder.getNotBefore().toInstant()),
                    Optional.of(holder.getNotAfter().toInstant()),
                    Optional.of(algorithm(holder.getSubjectPublicKeyInfo())),
                    isAuthority(holder));
        } catch (IOException
                | RuntimeException e) { // Bouncy Castle's readers throw whatever a broken structure leads to
            return new PartialCertificate(
                    shortened,
                    der.length,
                    sha256(der),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }
    }

    private static String subject(X509CertificateHolder holder) throws IOException {
        String subject = name(holder.getSubject());
        return subject.isEmpty()
                ? "(no subject, serial number " + holder.getSerialNumber().toString(16) + ")"
                : subject;
    }

    private static String name(X500Name name) throws IOException {
        return DistinguishedName.of(new X500Principal(name.getEncoded()));
    }

    private static String algorithm(SubjectPublicKeyInfo key) {
        return new DefaultAlgorithmNameFinder()
                .getAlgorithmName(key.getAlgorithm().getAlgorithm());
    }

    private static boolean isAuthority(X509CertificateHolder holder) {
        Extension extension = holder.getExtension(Extension.basicConstraints);
        return extension != null
                && BasicConstraints.getInstance(extension.getParsedValue()).isCA();
    }

    private static String sha256(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
