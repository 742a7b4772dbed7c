/**
 * The choice of the providers of the Java Cryptography Architecture that this process computes with: a card its private keys, the host
 * its public ones, the issuer its signatures.
 *
 * <p>Not here: what is computed, and keys.
 */
@NullMarked
package org.tokentwin.emulator.provider;

import org.jspecify.annotations.NullMarked;
