/**
 * The calls of C_ functions on their way from a case to the module: a chain of steps that may look at a call, change it or refuse it, and
 * the transcript of what was called.
 *
 * <p>Not here: what a case may do. That is decided above, in separate steps.
 */
@NullMarked
package org.tokentwin.conformance.call;

import org.jspecify.annotations.NullMarked;
