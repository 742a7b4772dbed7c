/**
 * The applet in jCardSim: the only place that sees {@code com.licel.*}, and where jCardSim's faults end.
 *
 * <p>Not here: what the card returns, which the applet decides.
 */
@NullMarked
package org.tokentwin.emulator.card.jcardsim;

import org.jspecify.annotations.NullMarked;
