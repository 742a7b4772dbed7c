/**
 * PKCS#11 URIs, RFC 7512: their syntax, and which module, slot, token or object one matches. What is done with the match, and how a
 * PIN source is read, does not belong here.
 */
@NullMarked
package org.tokentwin.client.uri;

import org.jspecify.annotations.NullMarked;
