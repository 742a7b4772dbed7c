package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code authority show}: a certificate and what happened to it. */
@Command(name = "show", description = "Shows an e-Cert, how it stands, and what happened to it.")
final class AuthorityShowCommand implements Callable<Integer> {
    @Mixin
    private CertificateChoice choice = new CertificateChoice();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        output.print(
                CertificateDescription.of(
                        choice.registered(),
                        CertificateDescription.tokens(choice.home()),
                        choice.authority().now()),
                CertificateDescription::text);
        return ExitStatus.SUCCESS;
    }
}
