package org.tokentwin.client.view;

/** A certificate in one line of a list. */
final class CertificateSummaryText {
    private CertificateSummaryText() {}

    static String line(CertificateSummary certificate) {
        String subject = certificate.subject().orElse("(no X.509 certificate)");
        String label = certificate.label().isEmpty() ? "" : certificate.label() + ": ";
        String until = certificate
                .notAfter()
                .map(end -> ", until " + end.toString().substring(0, "2000-01-01".length()))
                .orElse("");
        String unread = certificate.unreadable().isPresent() ? ", not parsed by this Java" : "";
        return label + subject + until + certificate.mark() + unread;
    }
}
