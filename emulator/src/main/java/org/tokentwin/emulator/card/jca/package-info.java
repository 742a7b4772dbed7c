/**
 * The Java Card API's cryptography, computed by the providers of the Java Cryptography Architecture: key objects, ciphers,
 * signatures and digests that a {@link org.tokentwin.emulator.applet.Platform} hands to the applet. The results are those of any Java Card platform; only the time differs.
 *
 * <p>Not here: paddings, access to keys, and every other rule, which are the applet's.
 */
@NullMarked
package org.tokentwin.emulator.card.jca;

import org.jspecify.annotations.NullMarked;
