package org.tokentwin.emulator.issuer;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tokentwin.emulator.provider.Cryptography;

/** A CA's key and certificate: what signs certificates and revocation lists, by RSA PKCS#1 v1.5 with SHA-256. */
record Signer(PrivateKey key, X509Certificate certificate) {
    X509Certificate sign(X509v3CertificateBuilder builder) {
        return sign(builder, key);
    }

    static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(contentSigner(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate that was made does not parse", e);
        }
    }

    X509CRLHolder sign(X509v2CRLBuilder builder) {
        return builder.build(contentSigner(key));
    }

    static ContentSigner contentSigner(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder("SHA256withRSA")
                    .setProvider(Cryptography.fastest().rsaSignatures())
                    .build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("This Java cannot sign by RSA with SHA-256", e);
        }
    }

    /** Neither key nor certificate in full. */
    @Override
    public String toString() {
        return "Signer[" + certificate.getSubjectX500Principal() + "]";
    }
}
