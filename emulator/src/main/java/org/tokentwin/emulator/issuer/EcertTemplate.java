package org.tokentwin.emulator.issuer;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** What stands in an e-Cert besides its holder and key. */
final class EcertTemplate {
    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private EcertTemplate() {}

    static X509Certificate issue(
            Signer issuer,
            Optional<AuthorityAddress> address,
            Subscriber subscriber,
            EcertPolicies policies,
            EcertUsage usage,
            PublicKey key,
            Instant notBefore,
            int years) {
        Instant begin = notBefore.truncatedTo(ChronoUnit.SECONDS);
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                X500Name.getInstance(
                        issuer.certificate().getSubjectX500Principal().getEncoded()),
                new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1),
                Date.from(begin),
                Date.from(begin.atOffset(ZoneOffset.UTC).plusYears(years).toInstant()),
                subscriber.subject(),
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        addExtensions(builder, issuer, subscriber, policies, usage, key);
        Extensions.addAddresses(builder, address);
        return issuer.sign(builder);
    }

    private static void addExtensions(
            X509v3CertificateBuilder builder,
            Signer issuer,
            Subscriber subscriber,
            EcertPolicies policies,
            EcertUsage usage,
            PublicKey key) {
        Extensions.add(builder, Extension.authorityKeyIdentifier, false, Extensions.authorityKey(issuer.certificate()));
        Extensions.add(builder, Extension.subjectKeyIdentifier, false, Extensions.subjectKey(key));
        Extensions.add(builder, Extension.keyUsage, true, usage.extension(key));
        Extensions.add(builder, Extension.certificatePolicies, false, policies.extension());
        Extensions.add(builder, Extension.basicConstraints, false, new BasicConstraints(false));
        subscriber
                .email()
                .ifPresent(address -> Extensions.add(
                        builder,
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.rfc822Name, address))));
    }
}
