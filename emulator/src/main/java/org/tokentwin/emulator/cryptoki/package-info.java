/**
 * PKCS#11 in Java: {@link org.tokentwin.emulator.cryptoki.Cryptoki} and the types that its methods speak in.
 *
 * <p>The rooms behind it, each using only those after it: {@code application} is an application with its slots, sessions and
 * login; {@code object} is what objects are, and how they lie on the card; {@code mechanism} is what is computed on the
 * host; {@code token} is the card in APDUs. None knows of pointers, sockets or jCardSim.
 */
@NullMarked
package org.tokentwin.emulator.cryptoki;

import org.jspecify.annotations.NullMarked;
