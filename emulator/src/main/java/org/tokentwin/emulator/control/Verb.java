package org.tokentwin.emulator.control;

import java.io.IOException;

/** One thing that a running server can be asked to do. Safe for use by many threads: each connection asks on its own thread. */
public interface Verb {
    /** Lower case, words joined by hyphens, as on the command line. */
    String name();

    /**
     * Does it. Most verbs send one answer; one that goes on sends more, until the asker has enough of them.
     *
     * @throws RefusedException when it cannot be done
     * @throws IOException when the asker is gone
     */
    void carryOut(ControlRequest request, Answers answers) throws IOException;
}
