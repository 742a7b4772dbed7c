package org.tokentwin.emulator.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a server does on one connection, from its beginning to its end. */
@FunctionalInterface
public interface Conversation {
    /**
     * Serves one peer; the connection is closed when this returns or throws.
     *
     * @param in not buffered
     * @param out not buffered
     */
    void hold(InputStream in, OutputStream out) throws IOException;
}
