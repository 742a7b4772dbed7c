/**
 * The test e-Cert authority: keys, certificates shaped like Hongkong Post's, revocation lists, PIN envelopes, and the
 * personalisation of a card with all of them.
 *
 * <p>Bouncy Castle builds the X.509. Not here: what a token model is ({@code profile}), how a card responds ({@code
 * card}), how PKCS#11 objects lie on it ({@code cryptoki.object}).
 */
@NullMarked
package org.tokentwin.emulator.issuer;

import org.jspecify.annotations.NullMarked;
