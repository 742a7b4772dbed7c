package org.tokentwin.emulator.cli;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tokentwin.emulator.issuer.TestAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code authority list}: every certificate that was issued. */
@Command(name = "list", description = "Lists the e-Certs that the authority issued, and how they stand.")
final class AuthorityListCommand implements Callable<Integer> {
    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Surroundings surroundings = EmulatorCommand.surroundings(spec);
        TestAuthority authority = AuthorityOption.kept(surroundings).authority(InstantSource.system());
        Map<BigInteger, String> tokens = CertificateDescription.tokens(surroundings.home());
        List<CertificateDescription> all = authority.register().certificates().values().stream()
                .map(each -> CertificateDescription.of(each, tokens, authority.now()))
                .toList();
        output.print(all, AuthorityListCommand::text);
        return ExitStatus.SUCCESS;
    }

    private static String text(List<CertificateDescription> all) {
        Page page = new Page();
        if (all.isEmpty()) {
            page.line("The authority has issued no e-Cert yet; 'emulator create NAME' issues one.");
        }
        all.forEach(each -> page.line(each.line()));
        return page.toString();
    }
}
