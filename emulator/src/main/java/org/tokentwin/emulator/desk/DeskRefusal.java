package org.tokentwin.emulator.desk;

/** A request is not answered. The message says why, and nothing that the asker sent. */
final class DeskRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of HTTP */
    DeskRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
