/**
 * Mechanisms: what the module reports of each, and the operations that they make. Each family of them is a class, a {@code MechanismFamily}, with its rows, what it takes
 * as parameter and what it computes.
 *
 * <p>Operations with public and secret keys, digests and paddings are computed here, on the host; a private key is only ever a
 * {@link org.tokentwin.emulator.cryptoki.mechanism.PrivateKeyOnCard}. Not here: sessions, objects, handles.
 */
@NullMarked
package org.tokentwin.emulator.cryptoki.mechanism;

import org.jspecify.annotations.NullMarked;
