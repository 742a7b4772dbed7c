package org.tokentwin.emulator.control;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.tokentwin.emulator.control.RefusedException.Reason;
import org.tokentwin.emulator.fault.Fault;
import org.tokentwin.emulator.fault.FaultyCard;

/** {@code fault}: lets faults happen to a token, takes back those that wait, and tells which do. */
public final class FaultVerb implements Verb {
    /** Option: faults, with blanks between them. */
    public static final String FAULTS = "faults";

    /** Option: {@code true} to take back first what waits. */
    public static final String CLEAR = "clear";

    private final ServedTokens tokens;

    public FaultVerb(ServedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "fault";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        String name = tokens.name(request.token());
        FaultyCard card = tokens.token(name).faults();
        List<Fault> faults = parsed(request.options().getOrDefault(FAULTS, ""));
        if (Boolean.parseBoolean(request.options().get(CLEAR))) {
            card.clear();
        }
        faults.forEach(card::inject);
        answers.send(new WaitingFaults(
                name, card.faults().stream().map(Fault::toString).toList()));
    }

    private static List<Fault> parsed(String faults) {
        try {
            return Arrays.stream(faults.split(" "))
                    .filter(text -> !text.isEmpty())
                    .map(Fault::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.USAGE, String.valueOf(e.getMessage()), "");
        }
    }
}
