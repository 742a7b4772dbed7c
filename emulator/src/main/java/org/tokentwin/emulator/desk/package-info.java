/**
 * The desk: a page in the user's browser that shows a running server's tokens and calls, over HTTP on this machine's own address.
 *
 * <p>Here: who may come in, what is bounded, and how the verbs of {@link org.tokentwin.emulator.control} are asked over HTTP. The page itself is in the
 * resources of this package. Not here: anything that the server does; the page has no other way to any of it.
 */
@NullMarked
package org.tokentwin.emulator.desk;

import org.jspecify.annotations.NullMarked;
