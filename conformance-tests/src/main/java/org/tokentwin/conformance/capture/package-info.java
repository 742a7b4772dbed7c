/** Writes down what a module and its token say, as a profile from which the emulator makes a twin. */
@NullMarked
package org.tokentwin.conformance.capture;

import org.jspecify.annotations.NullMarked;
