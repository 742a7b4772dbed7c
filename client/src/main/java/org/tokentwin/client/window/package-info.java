/**
 * The client on the desktop: a window over the same {@link org.tokentwin.client.TokenClient} as the command line.
 *
 * <p>Data flows one way. {@code model} reads the tokens on its own thread and hands over values; the classes here show them, and ask
 * for something by {@link org.tokentwin.client.window.TokenActions}. Words are in {@code text}. No call of PKCS#11 is made on the event
 * thread.
 */
@NullMarked
package org.tokentwin.client.window;

import org.jspecify.annotations.NullMarked;
