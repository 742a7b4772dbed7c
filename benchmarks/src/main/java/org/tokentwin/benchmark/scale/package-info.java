/**
 * Cost against scale: objects on a token, tokens in a process, clients of a server. Those that count tokens look into the emulator, and run on
 * no other target.
 */
@NullMarked
package org.tokentwin.benchmark.scale;

import org.jspecify.annotations.NullMarked;
