/**
 * Requests to a running server for what no PKCS#11 call and no APDU can do: take a token out, put it back, tell how things stand. A request is
 * a line of JSON on a Unix socket, and so is each answer; both halves are here, server and client.
 *
 * <p>What can be asked is a table of {@link org.tokentwin.emulator.control.Verb verbs}, a class each. Not here: the command line that asks, and
 * how a token carries out a request.
 */
@NullMarked
package org.tokentwin.emulator.control;

import org.jspecify.annotations.NullMarked;
