/**
 * A program in C that calls a module as no JVM can: with forks, signals, and loading again. It is compiled if there is a compiler, and runs as a process of
 * its own.
 *
 * <p>Not here: what its calls must return; that is a case's.
 */
@NullMarked
package org.tokentwin.conformance.process;

import org.jspecify.annotations.NullMarked;
