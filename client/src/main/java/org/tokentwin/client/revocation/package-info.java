/**
 * Asks whether a certificate is revoked: by OCSP (RFC 6960) or by its issuer's revocation list (RFC 5280), where the certificate says, and
 * only when the user asks for it. What comes back is bounded in size and time, and counts only if the issuer, or a responder that it
 * named, has signed it for now.
 *
 * <p>Not here: what is in a certificate ({@code x509}), and how an answer is shown ({@code view}).
 */
@NullMarked
package org.tokentwin.client.revocation;

import org.jspecify.annotations.NullMarked;
