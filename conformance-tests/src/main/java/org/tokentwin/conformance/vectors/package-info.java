/**
 * Published test vectors, as Project Wycheproof and NIST's ACVP write them in JSON.
 *
 * <p>Not here: PKCS#11. What a token makes of them is in {@code cases}.
 */
@NullMarked
package org.tokentwin.conformance.vectors;

import org.jspecify.annotations.NullMarked;
