package org.tokentwin.emulator.control;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.authority.ServiceFaults;
import org.tokentwin.emulator.control.RefusedException.Reason;

/** {@code authority-fault}: makes the authority's responses go wrong, or takes back those that have not happened; tells which wait. */
public final class AuthorityFaultVerb implements Verb {
    public static final String NAME = "authority-fault";

    private final ServiceFaults waiting;

    public AuthorityFaultVerb(ServiceFaults faults) {
        this.waiting = faults;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        List<ServiceFault> faults = parsed(request.options().getOrDefault(FaultVerb.FAULTS, ""));
        if (Boolean.parseBoolean(request.options().get(FaultVerb.CLEAR))) {
            waiting.clear();
        }
        faults.forEach(waiting::inject);
        answers.send(new WaitingFaults(
                "authority",
                waiting.faults().stream().map(ServiceFault::toString).toList()));
    }

    private static List<ServiceFault> parsed(String faults) {
        try {
            return Arrays.stream(faults.split(" "))
                    .filter(text -> !text.isEmpty())
                    .map(ServiceFault::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.USAGE, String.valueOf(e.getMessage()), "");
        }
    }
}
