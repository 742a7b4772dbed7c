/**
 * The command line: what is asked, what is printed while it runs, and exit statuses.
 *
 * <p>Not here: measuring, and the reports themselves.
 */
@NullMarked
package org.tokentwin.benchmark.cli;

import org.jspecify.annotations.NullMarked;
