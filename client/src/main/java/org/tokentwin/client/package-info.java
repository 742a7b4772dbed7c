/**
 * A PKCS#11 client for any module: {@link org.tokentwin.client.TokenClient}, and the values that it takes and returns.
 *
 * <p>What a user of a token does: look at tokens and certificates, change the PIN, sign, verify, decrypt. How PKCS#11 is called is
 * in {@code pkcs11}; what stands in a certificate is in {@code x509}; command lines are in {@code cli}. Nothing here prints.
 */
@NullMarked
package org.tokentwin.client;

import org.jspecify.annotations.NullMarked;
