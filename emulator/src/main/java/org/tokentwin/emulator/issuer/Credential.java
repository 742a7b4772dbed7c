package org.tokentwin.emulator.issuer;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A private key and the certificates that go onto a token with it.
 *
 * @param privateKey RSA, with its primes or without, or on one of the named curves
 * @param certificates the key's own, then its issuer's, and so on; the root may be missing
 */
public record Credential(PrivateKey privateKey, List<X509Certificate> certificates) {
    /**
     * @throws IllegalArgumentException when there is no certificate, the key is of no kind that a token takes, or key
     *     and certificate do not belong together
     */
    public Credential {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("A token needs the key's certificate, and there is none");
        }
        PublicKey publicKey = certificates.getFirst().getPublicKey();
        KeySize.of(publicKey);
        if (!KeyMatch.belongTogether(privateKey, SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()))) {
            throw new IllegalArgumentException("The private key does not belong to the certificate of "
                    + certificates.getFirst().getSubjectX500Principal());
        }
    }

    /** The key's own certificate. */
    public X509Certificate certificate() {
        return certificates.getFirst();
    }

    public KeySize keySize() {
        return KeySize.of(certificate().getPublicKey());
    }

    /** The certificate's subject and the key's size, never the key. */
    @Override
    public String toString() {
        return "Credential[" + certificate().getSubjectX500Principal() + ", "
                + keySize().spelling() + "]";
    }
}
