/**
 * Results of whole runs on devices that anybody can have, kept in {@code src/test/golden} and compared: a change of the suite or of the
 * emulator that changes a verdict is seen.
 *
 * <p>Not here: tests of single cases, and of the runner.
 */
@NullMarked
package org.tokentwin.conformance.golden;

import org.jspecify.annotations.NullMarked;
