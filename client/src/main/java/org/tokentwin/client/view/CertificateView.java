package org.tokentwin.client.view;

import java.util.List;
import java.util.Optional;
import org.tokentwin.client.KeyPresence;
import org.tokentwin.client.revocation.RevocationAnswer;
import org.tokentwin.client.x509.CertificateDetails;
import org.tokentwin.client.x509.Validity;

/**
 * A certificate in full.
 *
 * @param chain the subjects from the certificate itself upwards, as far as the token holds them
 * @param chainComplete whether the last of them is a root
 * @param pem the certificate in PEM, where that was asked for
 * @param revocation how it stands with its issuer, where that was asked for
 */
public record CertificateView(
        String id,
        String label,
        KeyPresence privateKey,
        CertificateDetails certificate,
        Validity validity,
        List<String> chain,
        boolean chainComplete,
        Optional<String> pem,
        Optional<RevocationAnswer> revocation) {}
