package org.tokentwin.emulator.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.control.AuthorityFaultVerb;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.FaultVerb;
import org.tokentwin.emulator.control.WaitingFaults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code authority fault}: lets the authority's answers go wrong while a server gives them. */
@Command(
        name = "fault",
        description = {
            "Lets faults happen to the authority's answers, and prints which wait to happen.",
            "",
            "A FAULT is TROUBLE[@SERVICE[:NUMBER]]. Troubles of OCSP: try-later, unauthorized, unsigned, stranger, wrong-nonce, stale, "
                    + "future; of the revocation list: stale, future, wrong-issuer, stranger; of time stamps: wrong-imprint, "
                    + "wrong-nonce, stranger, refused; of all: missing, cut-off, http=STATUS, delay=TIME, slow=TIME, clock=TIME.",
            "Services: request (any), ocsp, crl, tsa, ca. NUMBER counts requests from now, or is always.",
            "clock=2031-01-01 sets the authority's clock at once; --clear takes that back too."
        })
final class AuthorityFaultCommand implements Callable<Integer> {
    @Option(names = "--clear", description = "Take back first what has not happened.")
    private boolean clear;

    @Parameters(paramLabel = "FAULT", description = "What is to happen.")
    private List<String> faults = List.of();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> options = Map.of(FaultVerb.CLEAR, Boolean.toString(clear), FaultVerb.FAULTS, checked());
        WaitingFaults waiting =
                server.ask(new ControlRequest(AuthorityFaultVerb.NAME, null, options), WaitingFaults.class);
        output.print(waiting, AuthorityFaultCommand::text);
        return ExitStatus.SUCCESS;
    }

    /** All of them, before the first is used. */
    private String checked() {
        try {
            return faults.stream()
                    .map(ServiceFault::parse)
                    .map(ServiceFault::toString)
                    .collect(Collectors.joining(" "));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private static String text(WaitingFaults waiting) {
        Page page = new Page();
        if (waiting.faults().isEmpty()) {
            page.line("No fault waits to happen to the authority.");
        } else {
            page.line("To the authority will happen:");
            waiting.faults().forEach(fault -> page.line("  " + fault));
        }
        return page.toString();
    }
}
