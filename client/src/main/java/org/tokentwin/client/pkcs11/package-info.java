/**
 * PKCS#11 as the rest of the client sees it: a library that is loaded once per process, sessions, objects and their
 * attributes, and one exception for everything that goes wrong.
 *
 * <p>This is the only package that sees the IAIK wrapper ({@code iaik.*}, {@code org.xipki.*}). It uses the wrapper's
 * lower layer, {@link iaik.pkcs.pkcs11.wrapper.PKCS11}, which hands over what the module said, and not the layer above it,
 * which re-encodes ECDSA signatures and EC points and drops attributes by the vendor's name. What certificates, PIN
 * policies and URIs mean does not belong here.
 */
@NullMarked
package org.tokentwin.client.pkcs11;

import org.jspecify.annotations.NullMarked;
