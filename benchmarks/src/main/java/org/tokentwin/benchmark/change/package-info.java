/** Two runs side by side: which rows changed, by a test of ranks, and which only look as if they had. */
@NullMarked
package org.tokentwin.benchmark.change;

import org.jspecify.annotations.NullMarked;
