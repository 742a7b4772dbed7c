package org.tokentwin.emulator.cli;

import java.security.cert.X509Certificate;
import java.util.function.BiConsumer;
import org.tokentwin.emulator.issuer.RegisteredCertificate;
import org.tokentwin.emulator.issuer.TestAuthority;
import picocli.CommandLine.Mixin;

/** What the commands that change a certificate's state take, do and print. */
final class CertificateChange {
    @Mixin
    private CertificateChoice choice = new CertificateChoice();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /**
     * Changes it, and shows how it stands then.
     *
     * @throws CommandException when the authority does not do it
     */
    void apply(BiConsumer<TestAuthority, X509Certificate> change) {
        TestAuthority authority = choice.authority();
        X509Certificate certificate = choice.certificate();
        try {
            change.accept(authority, certificate);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw CommandException.failure(
                    String.valueOf(e.getMessage()), "'emulator authority list' shows how all stand.");
        }
        RegisteredCertificate now =
                authority.register().find(certificate.getSerialNumber()).orElseThrow();
        output.print(
                CertificateDescription.of(now, CertificateDescription.tokens(choice.home()), authority.now()),
                CertificateDescription::text);
    }
}
