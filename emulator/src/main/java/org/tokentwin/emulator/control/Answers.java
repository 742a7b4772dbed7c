package org.tokentwin.emulator.control;

import java.io.IOException;

/** Sends replies to the client. */
public interface Answers {
    /**
     * Sends a line.
     *
     * @param answer what Jackson makes JSON of: a record, a map, a list
     * @throws IOException when the asker is gone
     */
    void send(Object answer) throws IOException;

    /** Waits until the asker closes the connection. */
    void awaitEnd() throws IOException;
}
