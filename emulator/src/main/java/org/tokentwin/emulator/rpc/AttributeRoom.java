package org.tokentwin.emulator.rpc;

/**
 * An attribute that the client asks for.
 *
 * @param room bytes of its buffer as C has them; 0 for a null pointer
 */
record AttributeRoom(long type, long room) {}
