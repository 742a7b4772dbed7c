package org.tokentwin.client.view;

import java.time.Instant;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.x509.PartialCertificate;

/** A certificate that this Java cannot parse, as text. */
public final class PartialCertificateText {
    private PartialCertificateText() {}

    /** @param now the moment for the validity */
    public static String render(CertificateEntry entry, Instant now) {
        PartialCertificate partial = entry.partial().orElseThrow();
        CertificateSummary summary = CertificateSummary.of(entry, now);
        return new TextPage()
                .line(0, "Certificate " + Labels.of(entry.label()))
                .field(1, "Id", entry.id())
                .field(1, "Private key", Labels.of(entry.privateKey()))
                .field(1, "Not parsed", partial.reason())
                .field(1, "Subject", partial.subject().orElse("(no X.509 certificate)"))
                .field(1, "Issuer", partial.issuer().orElse(""))
                .field(1, "Serial number", partial.serialNumber().orElse(""))
                .field(
                        1,
                        "Valid from",
                        partial.notBefore().map(Instant::toString).orElse(""))
                .field(
                        1,
                        "Valid until",
                        partial.notAfter().map(end -> end + summary.mark()).orElse(""))
                .field(1, "Key", partial.keyAlgorithm().orElse(""))
                .field(1, "Size", partial.size() + " bytes")
                .field(1, "SHA-256", partial.sha256Fingerprint())
                .toString();
    }
}
