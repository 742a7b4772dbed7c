package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.util.Map;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.Verb;

/** {@code discard}: ends a fixture of a testbed. */
final class DiscardVerb implements Verb {
    /** Option: which. */
    static final String FIXTURE = "fixture";

    private final Testbed testbed;

    DiscardVerb(Testbed testbed) {
        this.testbed = testbed;
    }

    @Override
    public String name() {
        return "discard";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        String fixture = request.options().getOrDefault(FIXTURE, "");
        testbed.discard(fixture);
        answers.send(Map.of(FIXTURE, fixture));
    }
}
