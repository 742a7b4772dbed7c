package org.tokentwin.client.x509;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A certificate's fields as text. Serial number, key identifiers and fingerprints are in hexadecimal; a field that the certificate
 * does not have is empty.
 *
 * @param pathLength how many CAs may stand below this one, at most; empty without such a limit
 */
public record CertificateDetails(
        String subject,
        String issuer,
        String serialNumber,
        Instant notBefore,
        Instant notAfter,
        PublicKeyDetails key,
        String signatureAlgorithm,
        boolean authority,
        Optional<Integer> pathLength,
        List<String> keyUsage,
        List<String> extendedKeyUsage,
        List<CertificatePolicy> policies,
        List<String> alternativeNames,
        List<String> crlDistributionPoints,
        List<String> authorityInformation,
        String subjectKeyIdentifier,
        String authorityKeyIdentifier,
        String sha1Fingerprint,
        String sha256Fingerprint,
        Optional<ECert> ecert) {

    public static CertificateDetails of(X509Certificate certificate) {
        ExtensionReader extensions = new ExtensionReader(certificate);
        List<CertificatePolicy> policies = extensions.policies();
        int constraint = certificate.getBasicConstraints();
        return new CertificateDetails(
                DistinguishedName.ofSubject(certificate),
                DistinguishedName.of(certificate.getIssuerX500Principal()),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                PublicKeyDetails.of(certificate.getPublicKey()),
                certificate.getSigAlgName(),
                constraint >= 0,
                constraint < 0 || constraint == Integer.MAX_VALUE ? Optional.empty() : Optional.of(constraint),
                extensions.keyUsages(),
                extensions.extendedKeyUsages(),
                policies,
                extensions.alternativeNames(),
                extensions.crlDistributionPoints(),
                extensions.authorityInformation(),
                extensions.subjectKeyIdentifier(),
                extensions.authorityKeyIdentifier(),
                fingerprint(certificate, "SHA-1"),
                fingerprint(certificate, "SHA-256"),
                ECert.of(certificate, policies));
    }

    /** The certificate in PEM, RFC 7468, with a line feed at the end. */
    public static String pem(X509Certificate certificate) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded(certificate));
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    private static String fingerprint(X509Certificate certificate, String hash) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(hash).digest(encoded(certificate)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + hash, e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
