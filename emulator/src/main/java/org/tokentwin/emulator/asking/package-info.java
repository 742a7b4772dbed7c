/**
 * Asks the user for a PIN where no application sees it: what `--ask` names.
 *
 * <p>Here: how a program that asks is started, what it receives and what is taken from it; and the questions that wait until a verb of the server
 * answers them, as the desk does. Not here: the programs, but for the few lines of shell that ask on the terminal, and the desk.
 */
@NullMarked
package org.tokentwin.emulator.asking;

import org.jspecify.annotations.NullMarked;
