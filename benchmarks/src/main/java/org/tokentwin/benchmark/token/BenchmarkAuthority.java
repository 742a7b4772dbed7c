package org.tokentwin.benchmark.token;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root and an issuing CA for one run, of the sizes that an e-Cert's have: RSA of 2,048 bits, SHA-256. */
final class BenchmarkAuthority {
    private static final X500Name ROOT = new X500Name("CN=Benchmark Root CA,O=TokenTwin benchmark,C=HK");
    private static final X500Name ISSUING = new X500Name("CN=Benchmark e-Cert CA,O=TokenTwin benchmark,C=HK");
    private static final X500Name HOLDER =
            new X500Name("CN=CHAN TAI MAN,OU=0000000000,O=TokenTwin benchmark e-Cert (Personal),C=HK");
    private static final Duration VALIDITY = Duration.ofDays(1);

    private final PrivateKey issuingKey;
    private final List<X509Certificate> authorities;
    private long serial = 3;

    private BenchmarkAuthority(PrivateKey issuingKey, List<X509Certificate> authorities) {
        this.issuingKey = issuingKey;
        this.authorities = authorities;
    }

    /** @param chain the key's certificate, its issuer's and the root's */
    record Issued(PrivateKey key, List<X509Certificate> chain) {}

    static BenchmarkAuthority generate() throws GeneralSecurityException, IOException {
        KeyPair root = rsa();
        KeyPair issuing = rsa();
        return new BenchmarkAuthority(
                issuing.getPrivate(),
                List.of(
                        certificate(ROOT, root.getPrivate(), 2, ISSUING, issuing.getPublic(), true),
                        certificate(ROOT, root.getPrivate(), 1, ROOT, root.getPublic(), true)));
    }

    Issued issue(TokenContents.Key type) throws GeneralSecurityException, IOException {
        KeyPair pair = type == TokenContents.Key.RSA ? rsa() : p256();
        X509Certificate own = certificate(ISSUING, issuingKey, serial++, HOLDER, pair.getPublic(), false);
        return new Issued(pair.getPrivate(), List.of(own, authorities.getFirst(), authorities.getLast()));
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static KeyPair p256() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(
            X500Name issuer, PrivateKey signer, long serial, X500Name subject, PublicKey key, boolean authority)
            throws GeneralSecurityException, IOException {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(serial),
                Date.from(now.minus(VALIDITY)),
                Date.from(now.plus(VALIDITY)),
                subject,
                key);
        int usage = authority
                ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                : KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(signer)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
