package org.tokentwin.client.x509;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A certificate and those above it, as far as they are at hand. A link is a matching name and a valid signature; validity periods,
 * constraints and revocation are not looked at.
 *
 * @param certificates the certificate itself first, then its issuer, and so on
 * @param complete whether the last one is self-signed
 */
public record CertificateChain(List<X509Certificate> certificates, boolean complete) {
    public CertificateChain {
        certificates = List.copyOf(certificates);
    }

    /** Builds a chain from a certificate upwards, out of those at hand. */
    public static CertificateChain of(X509Certificate leaf, Collection<X509Certificate> atHand) {
        List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
        while (!isIssuer(chain.getLast(), chain.getLast())) {
            Optional<X509Certificate> issuer = issuerOf(chain.getLast(), atHand);
            if (issuer.isEmpty() || chain.contains(issuer.get())) {
                return new CertificateChain(chain, false);
            }
            chain.add(issuer.get());
        }
        return new CertificateChain(chain, true);
    }

    private static Optional<X509Certificate> issuerOf(X509Certificate subject, Collection<X509Certificate> atHand) {
        return atHand.stream().filter(candidate -> isIssuer(candidate, subject)).findFirst();
    }

    private static boolean isIssuer(X509Certificate issuer, X509Certificate subject) {
        if (!subject.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            subject.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
