/**
 * Tells the results of a run: JSON to keep and compare, a page for people, JUnit XML for build servers, Markdown for a summary; and the
 * difference between two runs.
 */
@NullMarked
package org.tokentwin.conformance.report;

import org.jspecify.annotations.NullMarked;
