/**
 * PKCS#11 URIs, RFC 7512, and the encoding that they share with others.
 *
 * <p>Not here: reading a PKCS#11 URI, which programs do.
 */
@NullMarked
package org.tokentwin.emulator.uri;

import org.jspecify.annotations.NullMarked;
