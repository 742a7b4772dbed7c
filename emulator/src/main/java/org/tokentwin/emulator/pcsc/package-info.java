/**
 * The token as a smart card of the operating system: the same card, plugged into the virtual reader of PC/SC Lite's daemon by the
 * protocol of vsmartcard's {@code vpcd} driver.
 *
 * <p>Here: frames, power and what PC/SC may see of a card that has other users too. Not here: anything that knows what a command
 * means beyond its logical channel, which is the card's business.
 */
@NullMarked
package org.tokentwin.emulator.pcsc;

import org.jspecify.annotations.NullMarked;
