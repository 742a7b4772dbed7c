package org.tokentwin.emulator.desk;

import java.io.IOException;
import java.util.Map;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.Verb;

/** {@code desk}: returns a link that opens the desk in one browser, once. */
public final class DeskVerb implements Verb {
    public static final String NAME = "desk";

    /** Of the answer: the link. */
    public static final String LINK = "link";

    private final DeskServer desk;

    public DeskVerb(DeskServer desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        answers.send(Map.of(LINK, desk.newLink()));
    }
}
