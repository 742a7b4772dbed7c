/**
 * Keeps a case from doing more to a token than it declares, whichever way its calls take: the wrapper's or C memory.
 *
 * <p>Not here: what puts a token back after a case.
 */
@NullMarked
package org.tokentwin.conformance.guard;

import org.jspecify.annotations.NullMarked;
