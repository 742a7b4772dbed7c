/**
 * The module's C functions as C programs call them: for null pointers, short buffers and unusual arguments, which the wrapper that the
 * other cases call through never passes on.
 *
 * <p>Not here: what a function must answer; that is a case's.
 */
@NullMarked
package org.tokentwin.conformance.raw;

import org.jspecify.annotations.NullMarked;
