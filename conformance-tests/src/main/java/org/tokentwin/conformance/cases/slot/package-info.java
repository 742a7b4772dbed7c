/** Slots and tokens, PKCS#11 v2.40 section 5.5: what they tell of themselves, their events, a token that is taken out or initialised. */
@NullMarked
package org.tokentwin.conformance.cases.slot;

import org.jspecify.annotations.NullMarked;
