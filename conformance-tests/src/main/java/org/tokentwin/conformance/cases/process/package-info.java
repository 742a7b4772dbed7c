/** Processes: forks, signals and lengths beyond 32 bits, by a program in C. */
@NullMarked
package org.tokentwin.conformance.cases.process;

import org.jspecify.annotations.NullMarked;
