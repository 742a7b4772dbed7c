/**
 * Asks the user for a PIN by a program of its own, which no application sees: what `--ask` names.
 *
 * <p>Here: how such a program is started, what it is told and what is taken from it. Not here: the programs, but for the few lines of shell that
 * ask on the terminal.
 */
@NullMarked
package org.tokentwin.emulator.asking;

import org.jspecify.annotations.NullMarked;
