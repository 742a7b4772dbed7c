package org.tokentwin.emulator.issuer;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** What stands in an e-Cert of the "Mutual Recognition" version beside its holder and key. */
final class EcertTemplate {
    /**
     * Year, version and release of the certificate policy for mutual recognition; relying parties look at what is
     * before them.
     */
    private static final ASN1ObjectIdentifier MUTUAL_RECOGNITION_POLICY =
            new ASN1ObjectIdentifier("2.16.344.8.2.2008.810.2.2018.1.1");
    /** A Certification Practice Statement of Hongkong Post for e-Cert (Personal) and (Organisational). */
    private static final ASN1ObjectIdentifier PRACTICE_STATEMENT = new ASN1ObjectIdentifier("1.3.6.1.4.1.16030.1.1.52");

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private EcertTemplate() {}

    static X509Certificate issue(Signer issuer, Subscriber subscriber, PublicKey key, Instant notBefore, int years) {
        Instant begin = notBefore.truncatedTo(ChronoUnit.SECONDS);
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                X500Name.getInstance(
                        issuer.certificate().getSubjectX500Principal().getEncoded()),
                new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1),
                Date.from(begin),
                Date.from(begin.atOffset(ZoneOffset.UTC).plusYears(years).toInstant()),
                subscriber.subject(),
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        addExtensions(builder, issuer, subscriber, key);
        return issuer.sign(builder);
    }

    private static void addExtensions(
            X509v3CertificateBuilder builder, Signer issuer, Subscriber subscriber, PublicKey key) {
        Extensions.add(builder, Extension.authorityKeyIdentifier, false, Extensions.authorityKey(issuer.certificate()));
        Extensions.add(builder, Extension.subjectKeyIdentifier, false, Extensions.subjectKey(key));
        Extensions.add(builder, Extension.keyUsage, true, new KeyUsage(keyUsage(key)));
        Extensions.add(builder, Extension.certificatePolicies, false, policies());
        Extensions.add(
                builder, Extension.cRLDistributionPoints, false, Extensions.distributionPoint(subscriber.crlName()));
        Extensions.add(builder, Extension.basicConstraints, false, new BasicConstraints(false));
        subscriber
                .email()
                .ifPresent(address -> Extensions.add(
                        builder,
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.rfc822Name, address))));
    }

    /** Key encipherment is for keys that encipher: RFC 8813 section 3 forbids it for elliptic curves. */
    private static int keyUsage(PublicKey key) {
        return key.getAlgorithm().equals("RSA")
                ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                : KeyUsage.digitalSignature;
    }

    private static CertificatePolicies policies() {
        ASN1EncodableVector qualifiers = new ASN1EncodableVector();
        qualifiers.add(new PolicyQualifierInfo("http://www.tokentwin.invalid/cps"));
        return new CertificatePolicies(new PolicyInformation[] {
            new PolicyInformation(PRACTICE_STATEMENT, new DERSequence(qualifiers)),
            new PolicyInformation(MUTUAL_RECOGNITION_POLICY)
        });
    }
}
