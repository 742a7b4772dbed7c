package org.tokentwin.client.view;

import java.util.ArrayList;
import java.util.List;
import org.tokentwin.client.x509.CertificateDetails;
import org.tokentwin.client.x509.CertificatePolicy;
import org.tokentwin.client.x509.ECert;
import org.tokentwin.client.x509.PublicKeyDetails;
import org.tokentwin.client.x509.Validity;

/** A {@link CertificateView} as text. */
public final class CertificateViewText {
    private CertificateViewText() {}

    public static String render(CertificateView view) {
        TextPage page = new TextPage();
        page.line(0, "Certificate " + Labels.of(view.label()));
        page.field(1, "Id", view.id());
        if (!view.certificate().authority()) {
            page.field(1, "Private key", Labels.of(view.privateKey()));
        }
        view.certificate().ecert().ifPresent(ecert -> ecert(page, ecert));
        identity(page, view.certificate(), view.validity());
        view.revocation().ifPresent(answer -> RevocationText.addTo(page, 1, answer));
        usage(page, view.certificate());
        fingerprints(page, view.certificate());
        page.fields(1, "Chain", view.chain());
        if (!view.chainComplete()) {
            page.field(1, "", "(the token does not hold the issuer of the last one)");
        }
        view.pem().ifPresent(page::verbatim);
        return page.toString();
    }

    private static void ecert(TextPage page, ECert ecert) {
        String version = ecert.mutualRecognition() ? ", Mutual Recognition version" : "";
        page.field(1, "e-Cert", ecert.type() + version);
        page.field(1, "SRN", ecert.subscriberReference().orElse(""));
    }

    private static void identity(TextPage page, CertificateDetails certificate, Validity validity) {
        page.field(1, "Subject", certificate.subject());
        page.fields(1, "Other names", certificate.alternativeNames());
        page.field(1, "Issuer", certificate.issuer());
        page.field(1, "Serial number", certificate.serialNumber());
        boolean early = validity == Validity.NOT_YET_VALID;
        page.field(1, "Valid from", certificate.notBefore() + (early ? validity.mark() : ""));
        page.field(1, "Valid until", certificate.notAfter() + (early ? "" : validity.mark()));
        page.field(1, "Key", key(certificate.key()));
        page.field(1, "Signed with", certificate.signatureAlgorithm());
    }

    private static String key(PublicKeyDetails key) {
        String parameter = key.algorithm().equals("RSA") ? "exponent " + key.parameter() : key.parameter();
        return key.bits() == 0 ? key.algorithm() : key.algorithm() + " " + key.bits() + " bits, " + parameter;
    }

    private static void usage(TextPage page, CertificateDetails certificate) {
        page.field(1, "CA", certificate.authority() ? "yes" + pathLength(certificate) : "no");
        page.field(1, "Key usage", String.join(", ", certificate.keyUsage()));
        page.field(1, "Extended key usage", String.join(", ", certificate.extendedKeyUsage()));
        page.fields(1, "Policies", policies(certificate.policies()));
        page.fields(1, "CRL", certificate.crlDistributionPoints());
        page.fields(1, "Authority info", certificate.authorityInformation());
    }

    private static String pathLength(CertificateDetails certificate) {
        return certificate.pathLength().map(n -> ", path length " + n).orElse("");
    }

    private static List<String> policies(List<CertificatePolicy> policies) {
        List<String> lines = new ArrayList<>();
        for (CertificatePolicy policy : policies) {
            lines.add(policy.oid());
            policy.qualifiers().forEach(qualifier -> lines.add("  " + qualifier));
        }
        return lines;
    }

    private static void fingerprints(TextPage page, CertificateDetails certificate) {
        page.field(1, "Subject key id", certificate.subjectKeyIdentifier());
        page.field(1, "Authority key id", certificate.authorityKeyIdentifier());
        page.field(1, "SHA-1", certificate.sha1Fingerprint());
        page.field(1, "SHA-256", certificate.sha256Fingerprint());
    }
}
