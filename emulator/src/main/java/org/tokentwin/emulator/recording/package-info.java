/**
 * Recordings: each call of a program with its arguments, its results and its {@code CK_RV}, a JSON object a line, as {@code docs/replay.md} has it. It is the
 * format of a transcript, with what else a replay needs.
 *
 * <p>Here is what a line is, and how files of lines are read and written within bounds. Not here: where calls come from ({@code wire}), and how they are
 * given back ({@code replay}).
 */
@NullMarked
package org.tokentwin.emulator.recording;

import org.jspecify.annotations.NullMarked;
