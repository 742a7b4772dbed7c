package org.tokentwin.emulator.issuer;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * The certificates of the test root and of the issuing CA below it. Their names have the shape of Hongkong Post's Root
 * CA 2 and e-Cert CA 2 - 15. They begin when those do and last longer, so that a test's clock has room.
 */
final class CaCertificates {
    private static final Instant NOT_BEFORE = Instant.parse("2015-09-05T00:00:00Z");
    private static final Instant ROOT_NOT_AFTER = Instant.parse("2065-09-05T00:00:00Z");
    static final Instant ISSUING_NOT_AFTER = Instant.parse("2055-09-05T00:00:00Z");
    private static final int SERIAL_SHIFT = 256 - 63;
    private static final X500Name ROOT = name("TokenTwin Test Root CA 2");
    private static final X500Name ISSUING = name("TokenTwin Test e-Cert CA 2 - 15");

    private CaCertificates() {}

    static X509Certificate root(KeyPair keys) {
        X509v3CertificateBuilder builder = builder(ROOT, BigInteger.ONE, ROOT_NOT_AFTER, ROOT, keys.getPublic());
        Extensions.add(builder, Extension.basicConstraints, true, new BasicConstraints(true));
        return Signer.sign(builder, keys.getPrivate());
    }

    /**
     * The issuing CA's certificate says where the root's list is, so there is one for each address; its serial number follows from the
     * address, since no two certificates of an issuer have one in common.
     */
    static X509Certificate issuing(Signer root, PublicKey key, Optional<AuthorityAddress> address) {
        BigInteger serial = serial(ISSUING, key, address);
        X509v3CertificateBuilder builder = builder(ROOT, serial, ISSUING_NOT_AFTER, ISSUING, key);
        Extensions.add(builder, Extension.basicConstraints, true, new BasicConstraints(0));
        Extensions.add(builder, Extension.authorityKeyIdentifier, false, Extensions.authorityKey(root.certificate()));
        address.ifPresent(at -> Extensions.addRootAddresses(builder, at));
        return root.sign(builder);
    }

    /** A service's certificate of the issuing CA, without extensions. */
    static X509v3CertificateBuilder service(
            Signer issuing, String commonName, PublicKey key, Optional<AuthorityAddress> address, Instant notAfter) {
        X500Name subject = name(commonName);
        return unextended(
                X500Name.getInstance(
                        issuing.certificate().getSubjectX500Principal().getEncoded()),
                serial(subject, key, address),
                notAfter,
                subject,
                key);
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, BigInteger serial, Instant notAfter, X500Name subject, PublicKey key) {
        X509v3CertificateBuilder builder = unextended(issuer, serial, notAfter, subject, key);
        Extensions.add(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        Extensions.add(builder, Extension.subjectKeyIdentifier, false, Extensions.subjectKey(key));
        return builder;
    }

    private static X509v3CertificateBuilder unextended(
            X500Name issuer, BigInteger serial, Instant notAfter, X500Name subject, PublicKey key) {
        return new X509v3CertificateBuilder(
                issuer,
                serial,
                Date.from(NOT_BEFORE),
                Date.from(notAfter),
                subject,
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    /** Positive, 8 bytes, the same for the same certificate. */
    private static BigInteger serial(X500Name subject, PublicKey key, Optional<AuthorityAddress> address) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(subject.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(key.getEncoded());
            digest.update(address.map(AuthorityAddress::toString).orElse("").getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest.digest()).shiftRight(SERIAL_SHIFT).setBit(62);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "HK")
                .addRDN(BCStyle.ST, "Hong Kong")
                .addRDN(BCStyle.L, "Hong Kong")
                .addRDN(BCStyle.O, "TokenTwin Test")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
