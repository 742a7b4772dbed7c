package org.tokentwin.emulator.control;

import java.io.IOException;
import java.util.Map;

/** {@code applications}: the programs that use the server's tokens, with their sessions and logins. */
public final class ApplicationsVerb implements Verb {
    /** Of the answer: a list of {@link ApplicationStatus}. */
    public static final String APPLICATIONS = "applications";

    private final ServedTokens tokens;

    public ApplicationsVerb(ServedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "applications";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        answers.send(Map.of(
                APPLICATIONS,
                tokens.emulator().applications().stream()
                        .map(ApplicationStatus::of)
                        .toList()));
    }
}
