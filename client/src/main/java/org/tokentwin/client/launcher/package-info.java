/** What is started by {@code ./tokentwin} for the client: the emulator is a program to it, and not a library. */
@NullMarked
package org.tokentwin.client.launcher;

import org.jspecify.annotations.NullMarked;
