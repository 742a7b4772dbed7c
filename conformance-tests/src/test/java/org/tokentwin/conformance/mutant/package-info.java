/**
 * Tokens with one fault each, and the proof that a case of the suite finds it. A fault stands above the emulator (a decorator of its
 * {@code Cryptoki}) or in its profile; the emulator itself stays as it is. What does not belong here: cases, and faults that are offered to
 * users.
 */
@NullMarked
package org.tokentwin.conformance.mutant;

import org.jspecify.annotations.NullMarked;
