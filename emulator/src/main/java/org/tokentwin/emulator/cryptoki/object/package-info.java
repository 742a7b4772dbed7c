/**
 * PKCS#11 objects: attributes and the rules of their life, and token objects as files and keys of the card.
 *
 * <p>Rules ({@link org.tokentwin.emulator.cryptoki.object.ObjectKind} and what it is made of) know nothing of the card; the store
 * ({@code ObjectFiles}) knows nothing of who may do what. Not here: sessions, handles
 * and login ({@code application}), and what is computed with a key ({@code mechanism}).
 */
@NullMarked
package org.tokentwin.emulator.cryptoki.object;

import org.jspecify.annotations.NullMarked;
