package org.tokentwin.client.view;

/** A {@link CertificateList} as text. */
public final class CertificateListText {
    private CertificateListText() {}

    public static String render(CertificateList list) {
        TextPage page = new TextPage();
        page.line(0, "Token " + Labels.of(list.token()) + ", serial " + list.serial());
        if (list.certificates().isEmpty()) {
            page.line(1, "no certificates");
        }
        list.certificates().forEach(certificate -> certificate(page, certificate));
        return page.toString();
    }

    private static void certificate(TextPage page, CertificateSummary certificate) {
        page.line(1, Labels.of(certificate.label()));
        page.field(2, "Id", certificate.id());
        page.field(2, "Subject", certificate.subject().orElse("(no X.509 certificate)"));
        page.field(2, "Issuer", certificate.issuer().orElse(""));
        page.field(
                2,
                "Valid until",
                certificate.notAfter().map(end -> end + certificate.mark()).orElse(""));
        certificate.revocation().ifPresent(answer -> RevocationText.addTo(page, 2, answer));
        page.field(2, "Not parsed", certificate.unreadable().orElse(""));
        if (!certificate.authority()) {
            page.field(2, "Private key", Labels.of(certificate.privateKey()));
        }
    }
}
