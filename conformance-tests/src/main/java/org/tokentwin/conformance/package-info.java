/**
 * The conformance suite's frame: what a case is, what it may do to a token, and where the token under test comes from.
 *
 * <p>The cases are in {@code cases}, the command line in {@code cli}. {@link org.tokentwin.conformance.EmulatorTokens} is the only
 * class that knows the emulator.
 */
@NullMarked
package org.tokentwin.conformance;

import org.jspecify.annotations.NullMarked;
