/** Signatures and their verification, PKCS#11 v2.40 sections 5.11 and 5.12, and messages of v3.0. */
@NullMarked
package org.tokentwin.conformance.cases.signature;

import org.jspecify.annotations.NullMarked;
