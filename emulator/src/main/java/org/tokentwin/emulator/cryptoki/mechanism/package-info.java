/**
 * Mechanisms: what the module reports of each, and the digest, sign, verify, encrypt and decrypt operations that they make.
 *
 * <p>Public-key operations, digests and paddings are computed here, on the host; a private key is only ever a
 * {@link org.tokentwin.emulator.cryptoki.mechanism.PrivateKeyOnCard}. Not here: sessions, objects, handles.
 */
@NullMarked
package org.tokentwin.emulator.cryptoki.mechanism;

import org.jspecify.annotations.NullMarked;
