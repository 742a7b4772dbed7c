package org.tokentwin.emulator.cryptoki.token;

/**
 * A file of the card, as its index lists it.
 *
 * @param id 0 to 65535
 * @param size bytes
 * @param name at most 8 characters
 * @param directory at most 9 characters
 */
public record FileEntry(int id, int size, String name, String directory) {}
