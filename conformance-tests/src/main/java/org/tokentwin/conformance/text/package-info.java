/**
 * Text that strangers wrote: what a module says of itself and its objects, and what stands in files.
 *
 * <p>Not here: the escaping that one form of a report needs.
 */
@NullMarked
package org.tokentwin.conformance.text;

import org.jspecify.annotations.NullMarked;
