package org.tokentwin.client.revocation;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.tokentwin.client.revocation.Obstacle.Kind;

/**
 * Looks a certificate up in its issuer's revocation list. A list counts if it says the issuer's name, the issuer has signed it, it is for
 * now, and it is complete: one with a critical extension, as a part or a delta has, is not used.
 */
record RevocationListQuestion(
        BoundedHttp http, X509CertificateHolder certificate, X509CertificateHolder issuer, Instant now) {
    private static final int LONGEST = 1 << 25;

    Finding ask(String url) throws UnusableAnswerException {
        byte[] encoded = http.get(url, LONGEST);
        try {
            X509CRLHolder list = new X509CRLHolder(encoded);
            requireIssuers(list);
            AnswerTime.require(now, list.getThisUpdate(), list.getNextUpdate());
            X509CRLEntryHolder entry = list.getRevokedCertificate(certificate.getSerialNumber());
            return entry == null ? Finding.GOOD : finding(entry);
        } catch (IOException | OperatorCreationException | CertException | CertificateException e) {
            throw UnusableAnswerException.because(e, Kind.NO_LIST);
        } catch (RuntimeException e) {
            throw UnusableAnswerException.because(e, Kind.DAMAGED); // Bouncy Castle's readers throw many kinds
        }
    }

    private void requireIssuers(X509CRLHolder list)
            throws UnusableAnswerException, OperatorCreationException, CertException, CertificateException {
        if (!list.getIssuer().equals(certificate.getIssuer())) {
            throw new UnusableAnswerException(Kind.OTHER_ISSUER);
        }
        if (!list.getCriticalExtensionOIDs().isEmpty()) {
            throw new UnusableAnswerException(Kind.INCOMPLETE_LIST);
        }
        KeyUsage usage = KeyUsage.fromExtensions(issuer.getExtensions());
        if (usage != null && !usage.hasUsages(KeyUsage.cRLSign)) {
            throw new UnusableAnswerException(Kind.KEY_FOR_NO_LIST);
        }
        if (!list.isSignatureValid(new JcaContentVerifierProviderBuilder().build(issuer))) {
            throw new UnusableAnswerException(Kind.UNSIGNED_LIST);
        }
    }

    private static Finding finding(X509CRLEntryHolder entry) {
        Optional<Integer> reason = Optional.ofNullable(entry.getExtension(Extension.reasonCode))
                .map(extension ->
                        ASN1Enumerated.getInstance(extension.getParsedValue()).intValueExact());
        return Finding.revoked(entry.getRevocationDate().toInstant(), reason);
    }
}
