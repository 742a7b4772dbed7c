/**
 * PKCS#11 in Java: {@link org.tokentwin.emulator.cryptoki.Cryptoki} and the types that its methods speak in; the application, its
 * slots, sessions and login.
 *
 * <p>It drives the card in APDUs and knows nothing of pointers, sockets or jCardSim. What objects are, and how they lie on
 * the card, is in {@code object}; what mechanisms compute on the host is in {@code mechanism}.
 */
@NullMarked
package org.tokentwin.emulator.cryptoki;

import org.jspecify.annotations.NullMarked;
