package org.tokentwin.emulator.issuer;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.operator.ContentSigner;

/**
 * Who signs for a service of the authority: its OCSP responses, or its time stamps.
 *
 * @param key of the first certificate
 * @param certificates the service's own, and its chain
 */
public record ServiceSigner(PrivateKey key, List<X509Certificate> certificates) {
    public ServiceSigner {
        certificates = List.copyOf(certificates);
    }

    public X509Certificate certificate() {
        return certificates.getFirst();
    }

    /** RSA PKCS#1 v1.5 with SHA-256. For one signature. */
    public ContentSigner contentSigner() {
        return Signer.contentSigner(key);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "ServiceSigner[" + certificate().getSubjectX500Principal() + "]";
    }
}
