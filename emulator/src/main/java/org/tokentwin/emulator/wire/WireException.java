package org.tokentwin.emulator.wire;

/** What a client sent is no message of the protocol; its connection ends. */
final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WireException(String why) {
        super(why);
    }
}
