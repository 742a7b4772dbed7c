package org.tokentwin.client.view;

import java.util.Optional;
import org.tokentwin.client.revocation.RevocationAnswer;
import org.tokentwin.client.x509.Validity;

/**
 * What became of a signature's verification.
 *
 * @param signer the subject of the certificate with which it was verified
 * @param verifiedBy {@code token} or {@code host}
 * @param validity of the certificate, where somebody wanted to know
 * @param revocation what its issuer said of it, where it was asked
 */
public record Verification(
        boolean valid,
        String signer,
        String mechanism,
        String verifiedBy,
        Optional<Validity> validity,
        Optional<RevocationAnswer> revocation) {
    /** Of a signature whose certificate nobody asked about. */
    public static Verification of(boolean valid, String signer, String mechanism, String verifiedBy) {
        return new Verification(valid, signer, mechanism, verifiedBy, Optional.empty(), Optional.empty());
    }

    /** The same, with how the certificate stands. */
    public Verification with(Validity dates, Optional<RevocationAnswer> answer) {
        return new Verification(valid, signer, mechanism, verifiedBy, Optional.of(dates), answer);
    }
}
