package org.tokentwin.emulator.rpc;

/** The peer does not keep to the protocol: its connection is closed, and nobody else's. */
final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
