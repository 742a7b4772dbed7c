package org.tokentwin.emulator.store;

/** A kept token that cannot be read, written or opened. The message names the file and says what to do. */
public sealed class StoreException extends RuntimeException permits LaterVersionException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
