/**
 * PKCS#11 objects: attributes and the rules of their life, session objects, and token objects as files and keys of the card.
 *
 * <p>Not here: sessions and login ({@code cryptoki}), and what is computed with a key ({@code mechanism}).
 */
@NullMarked
package org.tokentwin.emulator.cryptoki.object;

import org.jspecify.annotations.NullMarked;
