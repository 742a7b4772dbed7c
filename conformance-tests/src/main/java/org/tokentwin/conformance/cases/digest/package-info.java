/** Digests and random numbers, PKCS#11 v2.40 sections 5.10 and 5.15. */
@NullMarked
package org.tokentwin.conformance.cases.digest;

import org.jspecify.annotations.NullMarked;
