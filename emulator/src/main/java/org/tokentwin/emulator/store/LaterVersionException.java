package org.tokentwin.emulator.store;

/** An image that a later TokenTwin has written: nothing is wrong with it, and only that one reads it. */
final class LaterVersionException extends StoreException {
    private static final long serialVersionUID = 1L;

    LaterVersionException(int version, int known) {
        super("is of version " + version + ", and this TokenTwin knows versions up to " + known);
    }
}
