package org.tokentwin.client.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.TokenSession;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.view.CertificateList;
import org.tokentwin.client.view.CertificateListText;
import org.tokentwin.client.view.CertificateSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cert list}: the certificates of a token. */
@Command(
        name = "list",
        description = "Lists the certificates of a token. The exit status is that of the one that stands worst.")
final class CertListCommand implements Callable<Integer> {
    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private ObjectOptions objects = new ObjectOptions();

    @Mixin
    private PinOptions pin = new PinOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--login", description = "Log in first, to see private objects too.")
    private boolean loginFirst;

    @Mixin
    private CheckOption check = new CheckOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (TokenClient client = tokens.openClient()) {
            Token token = tokens.oneToken(client);
            Instant now = ClientCommand.surroundings(spec).clock().instant();
            List<CertificateEntry> all = read(client, token);
            List<CertificateSummary> certificates = objects.certificates(all, tokens.uri()).stream()
                    .map(each -> CertificateSummary.of(each, now)
                            .with(each.certificate().flatMap(own -> check.ask(own, all, now))))
                    .toList();
            output.print(new CertificateList(token.label(), token.serial(), certificates), CertificateListText::render);
            return certificates.stream()
                    .map(each -> check.status(each.validity(), each.revocation()))
                    .reduce(ExitStatus.SUCCESS, ExitStatus::worse);
        }
    }

    private List<CertificateEntry> read(TokenClient client, Token token) throws IOException {
        if (!loginFirst) {
            return client.certificates(token);
        }
        try (TokenSession session = pin.login(client, token, tokens.uri())) {
            return session.certificates();
        }
    }
}
