package org.tokentwin.emulator.cli;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.control.AuthorityFaultVerb;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.FaultVerb;
import org.tokentwin.emulator.control.WaitingFaults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code authority expire}: an e-Cert expires with the time, and so with the clock. */
@Command(
        name = "expire",
        description = {
            "Sets the clock of a server's authority to the second after an e-Cert's end, so that it has expired there; the clock goes on.",
            "",
            "'authority fault --clear' sets the clock right again. Programs look at clocks of their own: for an e-Cert that has expired "
                    + "for all of them, create a token with --issued and --years."
        })
final class ExpireCommand implements Callable<Integer> {
    @Mixin
    private CertificateChoice choice = new CertificateChoice();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        Instant after =
                choice.registered().certificate().getNotAfter().toInstant().plusSeconds(1);
        Map<String, String> fault =
                Map.of(FaultVerb.FAULTS, ServiceFault.parse("clock=" + after).toString());
        server.ask(new ControlRequest(AuthorityFaultVerb.NAME, null, fault), WaitingFaults.class);
        output.print(
                CertificateDescription.of(choice.registered(), CertificateDescription.tokens(choice.home()), after),
                CertificateDescription::text);
        return ExitStatus.SUCCESS;
    }
}
