/**
 * Gives a program what was recorded: in the order of the recording, or by the state that the recorded device was in.
 *
 * <p>Not here: what a recording is ({@code recording}), and how a program's calls come here ({@code wire}).
 */
@NullMarked
package org.tokentwin.emulator.replay;

import org.jspecify.annotations.NullMarked;
