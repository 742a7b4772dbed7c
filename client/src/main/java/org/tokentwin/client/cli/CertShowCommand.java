package org.tokentwin.client.cli;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.view.CertificateView;
import org.tokentwin.client.view.CertificateViewText;
import org.tokentwin.client.x509.CertificateChain;
import org.tokentwin.client.x509.CertificateDetails;
import org.tokentwin.client.x509.DistinguishedName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cert show}: a certificate in full. */
@Command(
        name = "show",
        description = "Shows a certificate in full: the only user certificate, or the one that you name.")
final class CertShowCommand implements Callable<Integer> {
    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private ObjectOptions objects = new ObjectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--pem", description = "Show the certificate itself too, in PEM.")
    private boolean pem;

    @Override
    public Integer call() {
        try (TokenClient client = tokens.openClient()) {
            List<CertificateEntry> all = client.certificates(tokens.oneToken(client));
            CertificateEntry entry = objects.oneCertificate(all, tokens.uri());
            output.print(view(entry, all), CertificateViewText::render);
            return ExitStatus.SUCCESS;
        }
    }

    private CertificateView view(CertificateEntry entry, List<CertificateEntry> all) {
        X509Certificate certificate = entry.certificate()
                .orElseThrow(() -> TokenException.refused(
                        "the object holds no X.509 certificate, but " + entry.size() + " other bytes",
                        "Choose another one with --id."));
        CertificateChain chain = CertificateChain.of(
                certificate,
                all.stream().flatMap(each -> each.certificate().stream()).toList());
        return new CertificateView(
                entry.id(),
                entry.label(),
                entry.privateKey(),
                CertificateDetails.of(certificate),
                chain.certificates().stream()
                        .map(each -> DistinguishedName.of(each.getSubjectX500Principal()))
                        .toList(),
                chain.complete(),
                pem ? Optional.of(CertificateDetails.pem(certificate)) : Optional.empty());
    }
}
