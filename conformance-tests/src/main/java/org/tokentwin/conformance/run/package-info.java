/**
 * A run of the suite: which cases there are, their results, and the process that they run in.
 *
 * <p>Not here: what a case may do, which is the frame's, and how results are reported, which is in {@code report}.
 */
@NullMarked
package org.tokentwin.conformance.run;

import org.jspecify.annotations.NullMarked;
