package org.tokentwin.emulator.store;

import java.util.Set;

/** Which commands leave the card's memory as it was, so that it need not be looked at after them. */
final class PersistentInstructions {
    private static final int INS = 1;
    private static final Set<Integer> READING = Set.of(
            0x22, // MANAGE SECURITY ENVIRONMENT
            0x2A, // PERFORM SECURITY OPERATION
            0x70, // MANAGE CHANNEL
            0x84, // GET CHALLENGE
            0xA4, // SELECT
            0xB0, // READ BINARY
            0xC0, // GET RESPONSE
            0xCA); // GET DATA

    private PersistentInstructions() {}

    static boolean mayChangeMemory(byte[] command) {
        return command.length > INS && !READING.contains(Byte.toUnsignedInt(command[INS]));
    }
}
