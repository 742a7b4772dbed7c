/**
 * The emulator's command line, a thin shell over the library: a class for each command, and one for each group of options. Nothing
 * here knows how a token is issued, kept or served. No PIN is shown, and no password is taken as an argument.
 */
@NullMarked
package org.tokentwin.emulator.cli;

import org.jspecify.annotations.NullMarked;
