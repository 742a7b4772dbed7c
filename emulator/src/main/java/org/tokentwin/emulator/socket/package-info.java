/**
 * Unix sockets that are one user's own: the file and its directory are closed to others, and a peer of another user is turned away.
 *
 * <p>It knows connections, not what is said on them. Not here: any protocol.
 */
@NullMarked
package org.tokentwin.emulator.socket;

import org.jspecify.annotations.NullMarked;
