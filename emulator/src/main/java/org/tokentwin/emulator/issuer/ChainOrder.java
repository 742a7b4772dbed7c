package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Puts certificates into the order of a chain: the key's own first, then its issuer's, as far as they are there. */
final class ChainOrder {
    private ChainOrder() {}

    static List<X509Certificate> of(PrivateKey key, List<X509CertificateHolder> certificates) {
        List<X509CertificateHolder> rest = new ArrayList<>(new LinkedHashSet<>(certificates));
        List<X509Certificate> chain = new ArrayList<>();
        Optional<X509CertificateHolder> next = Optional.of(own(key, rest));
        while (next.isPresent()) {
            X509CertificateHolder current = next.get();
            chain.add(converted(current));
            rest.remove(current);
            next = issuerOf(current, rest);
        }
        return chain;
    }

    private static X509CertificateHolder own(PrivateKey key, List<X509CertificateHolder> certificates) {
        List<X509CertificateHolder> own = certificates.stream()
                .filter(each -> KeyMatch.belongTogether(key, each.getSubjectPublicKeyInfo()))
                .toList();
        if (own.size() == 1) {
            return own.getFirst();
        }
        if (own.isEmpty()) {
            certificates.forEach(ChainOrder::requireNamedCurve);
            throw new UnusableFileException("no certificate in it belongs to its private key; there are those of "
                    + certificates.stream().map(ChainOrder::subject).toList());
        }
        throw new UnusableFileException("there are " + own.size()
                + " certificates of its private key in it; keep the one for the token: "
                + own.stream()
                        .map(each -> subject(each) + ", serial "
                                + each.getSerialNumber().toString(16))
                        .toList());
    }

    /** RFC 5480 section 2.1.1 forbids the others, and Java reads none of them. */
    private static void requireNamedCurve(X509CertificateHolder certificate) {
        var algorithm = certificate.getSubjectPublicKeyInfo().getAlgorithm();
        if (algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                && !X962Parameters.getInstance(algorithm.getParameters()).isNamedCurve()) {
            throw new UnusableFileException(
                    "the certificate of " + subject(certificate)
                            + " has explicit EC parameters, which RFC 5480 forbids; have it issued for a key that names its curve");
        }
    }

    private static Optional<X509CertificateHolder> issuerOf(
            X509CertificateHolder certificate, List<X509CertificateHolder> candidates) {
        return candidates.stream()
                .filter(each -> each.getSubject().equals(certificate.getIssuer()))
                .filter(each -> signed(certificate, each))
                .findFirst();
    }

    private static boolean signed(X509CertificateHolder certificate, X509CertificateHolder issuer) {
        try {
            return certificate.isSignatureValid(new JcaContentVerifierProviderBuilder()
                    .setProvider(PasswordDecryption.PROVIDER)
                    .build(issuer.getSubjectPublicKeyInfo()));
        } catch (CertException | OperatorCreationException e) {
            return false;
        }
    }

    private static X509Certificate converted(X509CertificateHolder certificate) {
        requireNamedCurve(certificate);
        try {
            return new JcaX509CertificateConverter().getCertificate(certificate);
        } catch (CertificateException | IllegalArgumentException e) {
            throw new UnusableFileException(
                    "this Java cannot read the certificate of " + subject(certificate) + ": " + e.getMessage(), e);
        }
    }

    private static String subject(X509CertificateHolder certificate) {
        try {
            return new javax.security.auth.x500.X500Principal(
                            certificate.getSubject().getEncoded())
                    .toString();
        } catch (IOException | IllegalArgumentException e) {
            return certificate.getSubject().toString();
        }
    }
}
