/**
 * A live transcript: each call of each application with its arguments, its result and its time, and the exchanges with the card that it
 * caused. Of PINs, keys, plain text and whatever else is bytes, only lengths are shown.
 *
 * <p>It stands between the callers and {@code cryptoki}, and between that and the card, and passes everything on unchanged; where nobody
 * listens it does no more. Not here: where a transcript goes.
 */
@NullMarked
package org.tokentwin.emulator.trace;

import org.jspecify.annotations.NullMarked;
