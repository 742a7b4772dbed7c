/**
 * Directories for temporary files that nobody else enters, and that are gone when their process is: at its end, or, after a kill, when the next one
 * begins.
 */
@NullMarked
package org.tokentwin.emulator.scratch;

import org.jspecify.annotations.NullMarked;
