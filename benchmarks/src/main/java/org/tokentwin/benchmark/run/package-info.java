/**
 * A run: which operations on which targets, how long, in what order, and what came out. All targets are measured for one operation before
 * the next operation comes, and all of that again in each round, so that a noisy machine is noisy to all of them alike.
 *
 * <p>Not here: what an operation is, and how results are shown.
 */
@NullMarked
package org.tokentwin.benchmark.run;

import org.jspecify.annotations.NullMarked;
