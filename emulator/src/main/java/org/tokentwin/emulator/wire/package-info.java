/**
 * The protocol of the project's own PKCS#11 library, for a process that the emulator is not in: a message a call, written from the standard's table of
 * functions and parameters on both sides ({@code remote.c} and {@code marshal.c} are the other one). The caller's memory is laid out here as it lies
 * there, and the call is the one that an upcall makes, so that a program in another process sees what one in this JVM sees.
 *
 * <p>A message is words of 8 bytes, low byte first, and bytes that are padded to whole words. It begins with its whole length in bytes; a request
 * goes on with the function's index in {@code CK_FUNCTION_LIST} and its parameters, a response with the {@code CK_RV} and what was written.
 */
@NullMarked
package org.tokentwin.emulator.wire;

import org.jspecify.annotations.NullMarked;
