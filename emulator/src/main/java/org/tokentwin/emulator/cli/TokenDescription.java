package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.issuer.KeySize;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;

/**
 * What is shown of a kept token: never a PIN.
 *
 * @param certificate null for a token that was issued blank
 */
record TokenDescription(
        String name,
        String label,
        String serial,
        String profile,
        String model,
        String referenceNumber,
        @Nullable CertificateSummary certificate,
        Path envelope,
        Path certificates) {
    /**
     * The certificate of the token's key.
     *
     * @param key as the command line spells its type
     */
    record CertificateSummary(String subject, String issuer, String key, Instant notBefore, Instant notAfter) {
        static CertificateSummary of(X509Certificate certificate) {
            return new CertificateSummary(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    KeySize.of(certificate.getPublicKey()).spelling(),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        }
    }

    static TokenDescription of(TokenHome home, String name) {
        IssuedToken issued = KeptToken.describe(home, name);
        return new TokenDescription(
                name,
                issued.label(),
                issued.serial(),
                issued.profile().name(),
                issued.profile().token().model(),
                issued.referenceNumber(),
                issued.certificates().stream()
                        .findFirst()
                        .map(CertificateSummary::of)
                        .orElse(null),
                KeptToken.envelope(home, name),
                KeptToken.certificates(home, name));
    }

    String text() {
        Page page = new Page()
                .field("Token", name)
                .field("Label", label)
                .field("Serial number", serial)
                .field("Profile", profile)
                .field("Model", model)
                .field("Reference number", referenceNumber);
        CertificateSummary own = certificate;
        if (own != null) {
            page.field("Certificate of", own.subject())
                    .field("  issued by", own.issuer())
                    .field("  valid from", own.notBefore())
                    .field("  valid to", own.notAfter())
                    .field("  key", own.key());
        }
        return page.field("PIN envelope", envelope)
                .field("Certificates", certificates)
                .toString();
    }
}
