/**
 * Devices that anybody can have, made for one run: the emulator, soft tokens, and a card behind OpenSC. Where a program is missing that one
 * needs, the test is skipped with its reason, and in CI it fails.
 *
 * <p>Not here: what is expected of them.
 */
@NullMarked
package org.tokentwin.conformance.device;

import org.jspecify.annotations.NullMarked;
