/**
 * The suite's command line: what is asked, the run on the JUnit Platform, and its reports.
 *
 * <p>Not here: cases, and what a case may do.
 */
@NullMarked
package org.tokentwin.conformance.cli;

import org.jspecify.annotations.NullMarked;
