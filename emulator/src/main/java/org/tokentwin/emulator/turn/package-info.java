/**
 * Taking turns over files: what is done to a file's neighbourhood by one process, and one thread of it, at a time.
 *
 * <p>It knows nothing of what is done. Not here: the lock that a kept token's owner holds for as long as it is open ({@code store}).
 */
@NullMarked
package org.tokentwin.emulator.turn;

import org.jspecify.annotations.NullMarked;
