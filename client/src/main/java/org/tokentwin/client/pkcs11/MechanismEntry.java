package org.tokentwin.client.pkcs11;

import java.util.Set;

/**
 * A mechanism of a token.
 *
 * @param type the CKM's value
 * @param name the standard's name, or the value in hexadecimal where it is a vendor's
 * @param minKeySize in the unit that the mechanism counts in: bits for RSA and EC keys
 * @param maxKeySize likewise
 */
public record MechanismEntry(long type, String name, long minKeySize, long maxKeySize, Set<MechanismFlag> flags) {}
