package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.control.AuthorityFaultVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code authority fault}: makes the authority's responses go wrong while a server gives them. */
@Command(
        name = "fault",
        description = {
            "Makes the authority's responses go wrong, and prints which faults wait to happen.",
            "",
            "A FAULT is TROUBLE[@SERVICE[:NUMBER]]. Troubles of OCSP: try-later, unauthorized, unsigned, stranger, wrong-nonce, stale, "
                    + "future; of the revocation list: stale, future, wrong-issuer, stranger, entries=COUNT; of time stamps: wrong-imprint, "
                    + "wrong-nonce, stranger, expired, refused; of all: missing, cut-off, http=STATUS, delay=TIME, slow=TIME, clock=TIME.",
            "Services: request (any), ocsp, crl, tsa, ca. NUMBER counts requests from now, or is always.",
            "clock=2031-01-01 sets the authority's clock at once; --clear takes that back too."
        })
final class AuthorityFaultCommand implements Callable<Integer> {
    @Mixin
    private FaultRequest request = new FaultRequest();

    @Override
    public Integer call() {
        request.send(AuthorityFaultVerb.NAME, null, ServiceFault::parse, waiting -> "the authority");
        return ExitStatus.SUCCESS;
    }
}
