/**
 * The applet in jCardSim: the only place that sees {@code com.licel.*}, and where jCardSim's faults end.
 *
 * <p>Not here: what the card answers, which is the applet's.
 */
@NullMarked
package org.tokentwin.emulator.card.jcardsim;

import org.jspecify.annotations.NullMarked;
