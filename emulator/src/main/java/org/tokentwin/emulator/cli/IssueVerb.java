package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.RefusedException.Reason;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.issuer.CredentialException;
import org.tokentwin.emulator.issuer.PersonalisationException;
import org.tokentwin.emulator.profile.ProfileException;
import picocli.CommandLine.ParameterException;

/** {@code issue}: a fresh token in a fixture of a testbed. */
final class IssueVerb implements Verb {
    /** Option: the fixture that gets the token; without it, a new one. */
    static final String INTO = "into";

    private final Testbed testbed;
    private final Surroundings surroundings;

    IssueVerb(Testbed testbed, Surroundings surroundings) {
        this.testbed = testbed;
        this.surroundings = surroundings.withoutTerminal();
    }

    @Override
    public String name() {
        return "issue";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        Map<String, String> options = new TreeMap<>(request.options());
        Optional<String> into = Optional.ofNullable(options.remove(INTO));
        TestToken added = issue(options, into);
        try {
            answers.send(added);
        } catch (IOException e) {
            if (into.isEmpty()) {
                testbed.discard(added.fixture()); // nobody knows of it
            }
            throw e;
        }
    }

    private TestToken issue(Map<String, String> options, Optional<String> into) {
        try {
            return testbed.issue(authority -> TokenWords.issue(options, surroundings, authority), into);
        } catch (ParameterException e) {
            throw new RefusedException(Reason.USAGE, String.valueOf(e.getMessage()), "");
        } catch (CommandException e) {
            throw new RefusedException(Reason.FAILURE, String.valueOf(e.getMessage()), e.advice());
        } catch (ProfileException | CredentialException | PersonalisationException | UncheckedIOException e) {
            throw new RefusedException(Reason.FAILURE, String.valueOf(e.getMessage()), "");
        }
    }
}
