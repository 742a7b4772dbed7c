package org.tokentwin.client;

import java.io.IOException;

/** Where a PIN comes from when one is needed: a prompt, a file, the environment. */
public interface PinSource {
    /**
     * The PIN, which the caller closes.
     *
     * @throws IOException if it cannot be read
     */
    Pin read() throws IOException;
}
