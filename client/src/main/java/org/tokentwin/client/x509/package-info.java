/**
 * What stands in a certificate: the fields that a user looks at, what makes it an e-Cert, the chain up to its root. It knows
 * nothing of tokens.
 */
@NullMarked
package org.tokentwin.client.x509;

import org.jspecify.annotations.NullMarked;
