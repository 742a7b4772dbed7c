/**
 * The reports of a run: {@link org.tokentwin.benchmark.report.Comparison} brings rounds and targets together, one page of HTML and one table of
 * Markdown show it. A page needs nothing else: style and charts are in it.
 *
 * <p>Not here: measuring.
 */
@NullMarked
package org.tokentwin.benchmark.report;

import org.jspecify.annotations.NullMarked;
