package org.tokentwin.emulator.authority;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** What the builders of responses need, without the exceptions that cannot happen. */
final class BouncyCastle {
    private BouncyCastle() {}

    static X509CertificateHolder holder(X509Certificate certificate) {
        try {
            return new JcaX509CertificateHolder(certificate);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate of the authority has an encoding", e);
        }
    }

    static DigestCalculatorProvider digests() {
        try {
            return new JcaDigestCalculatorProviderBuilder().build();
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("This Java has no digests", e);
        }
    }

    static DigestCalculator digest(DigestCalculatorProvider digests, AlgorithmIdentifier algorithm) {
        try {
            return digests.get(algorithm);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("This Java has no " + algorithm.getAlgorithm(), e);
        }
    }
}
