/**
 * Tokens that are kept on disk: where they are, who has them, and how a card's memory gets there before the card's answer leaves.
 *
 * <p>A card's memory holds private keys and PINs as they are: these are test tokens, and their files are readable by their owner only.
 * Not here: what is in the memory ({@code applet}) and how a token is issued ({@code issuer}).
 */
@NullMarked
package org.tokentwin.emulator.store;

import org.jspecify.annotations.NullMarked;
