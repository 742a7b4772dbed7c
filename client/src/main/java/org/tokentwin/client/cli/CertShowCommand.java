package org.tokentwin.client.cli;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.view.CertificateView;
import org.tokentwin.client.view.CertificateViewText;
import org.tokentwin.client.view.PartialCertificateText;
import org.tokentwin.client.x509.CertificateChain;
import org.tokentwin.client.x509.CertificateDetails;
import org.tokentwin.client.x509.DistinguishedName;
import org.tokentwin.client.x509.Validity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Mixin
    private CheckOption check = new CheckOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (TokenClient client = tokens.openClient()) {
            List<CertificateEntry> all = client.certificates(tokens.oneToken(client));
            CertificateEntry entry = objects.oneCertificate(all, tokens.uri());
            Instant now = ClientCommand.surroundings(spec).clock().instant();
            if (entry.certificate().isPresent()) {
                CertificateView view = view(entry, entry.certificate().get(), all, now);
                output.print(view, CertificateViewText::render);
                return check.status(Optional.of(view.validity()), view.revocation());
            } else {
                output.print(entry, each -> PartialCertificateText.render(each, now));
            }
            return check.isGiven() ? ExitStatus.UNDETERMINED : ExitStatus.SUCCESS;
        }
    }

    private CertificateView view(
            CertificateEntry entry, X509Certificate certificate, List<CertificateEntry> all, Instant now) {
        CertificateChain chain = CertificateChain.of(
                certificate,
                all.stream().flatMap(each -> each.certificate().stream()).toList());
        return new CertificateView(
                entry.id(),
                entry.label(),
                entry.privateKey(),
                CertificateDetails.of(certificate),
                Validity.of(certificate, now),
                chain.certificates().stream().map(DistinguishedName::ofSubject).toList(),
                chain.complete(),
                pem ? Optional.of(CertificateDetails.pem(certificate)) : Optional.empty(),
                check.ask(certificate, all, now));
    }
}
