package org.tokentwin.emulator.issuer;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the certificates that go onto a token with it.
 *
 * @param privateKey RSA with its primes, or on one of the named curves
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
        if (KeyType.of(publicKey).isEmpty()) {
            throw new IllegalArgumentException(
                    "No e-Cert is issued for a key like the certificate's (" + publicKey.getAlgorithm()
                            + "): there are RSA of 1024, 2048, 3072 and 4096 bits, P-256, P-384 and P-521");
        }
        if (!KeyMatch.belongTogether(privateKey, publicKey)) {
            throw new IllegalArgumentException("The private key does not belong to the certificate of "
                    + certificates.getFirst().getSubjectX500Principal());
        }
    }

    /** The key's own certificate. */
    public X509Certificate certificate() {
        return certificates.getFirst();
    }

    public KeyType keyType() {
        return KeyType.of(certificate().getPublicKey()).orElseThrow();
    }

    /** The certificate's subject and the key's type, never the key. */
    @Override
    public String toString() {
        return "Credential[" + certificate().getSubjectX500Principal() + ", "
                + keyType().spelling() + "]";
    }
}
