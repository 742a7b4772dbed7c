package org.tokentwin.emulator.control;

import java.io.IOException;
import java.util.Map;
import org.tokentwin.emulator.control.RefusedException.Reason;

/** {@code end-application}: ends a program's sessions and logins, as its {@code C_Finalize} would. */
public final class EndApplicationVerb implements Verb {
    /** Option: its number, as {@code applications} lists it. */
    public static final String APPLICATION = "application";

    private static final int DIGITS = 9;

    private final ServedTokens tokens;

    public EndApplicationVerb(ServedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "end-application";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        int number = request.number(APPLICATION, DIGITS)
                .orElseThrow(() -> new RefusedException(
                        Reason.USAGE, "'application' is a program's number", "'applications' lists them."))
                .intValue();
        try {
            tokens.emulator().endApplication(number);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.FAILURE, String.valueOf(e.getMessage()), "'applications' lists them.");
        }
        answers.send(Map.of(APPLICATION, number));
    }
}
