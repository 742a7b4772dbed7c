/** Encryption and decryption, PKCS#11 v2.40 sections 5.8, 5.9 and 5.13, and messages of v3.0. */
@NullMarked
package org.tokentwin.conformance.cases.encryption;

import org.jspecify.annotations.NullMarked;
