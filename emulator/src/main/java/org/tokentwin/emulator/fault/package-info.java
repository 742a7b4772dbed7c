/**
 * Faults on demand: what a token does on a bad day and no test can make hardware do. It is pulled out in the middle of a signature, its
 * power goes between two writes, it returns an error, responds late or not at all.
 *
 * <p>A {@link org.tokentwin.emulator.fault.FaultyCard} is a decorator of any card, and knows of commands and responses only. Not here: what
 * PKCS#11 makes of a fault ({@code cryptoki}), and who asks for one ({@code cli}).
 */
@NullMarked
package org.tokentwin.emulator.fault;

import org.jspecify.annotations.NullMarked;
