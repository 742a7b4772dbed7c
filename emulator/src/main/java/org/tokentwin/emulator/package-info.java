/**
 * The emulator's front door: {@link org.tokentwin.emulator.EmulatedToken} is a token in the hand, {@link
 * org.tokentwin.emulator.Emulator} the slots that tokens are put into and the PKCS#11 module in front of them.
 *
 * <p>Not here: how any of it works. What is below puts the layers together and adds no rule.
 */
@NullMarked
package org.tokentwin.emulator;

import org.jspecify.annotations.NullMarked;
