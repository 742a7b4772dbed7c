/**
 * A card in a reader: command APDU in, response APDU out, and what can be stacked on that.
 *
 * <p>Here: the {@link org.tokentwin.emulator.card.Card} interface, its decorators (each named for what it is), APDUs and
 * status words as values, logical channels, and readers that a card is inserted into and removed from. Not here: anything
 * that knows how a card computes its responses ({@code applet}, {@code card.jcardsim}) or what PKCS#11 makes of them ({@code
 * cryptoki}).
 */
@NullMarked
package org.tokentwin.emulator.card;

import org.jspecify.annotations.NullMarked;
