/** Detached CMS signatures (RFC 5652) whose private key is on a token. */
@NullMarked
package org.tokentwin.client.cms;

import org.jspecify.annotations.NullMarked;
