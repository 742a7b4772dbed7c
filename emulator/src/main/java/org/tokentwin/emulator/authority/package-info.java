/**
 * What an authority serves to strangers, over HTTP on this machine: its CA certificates and revocation lists (RFC 5280), OCSP (RFC 6960,
 * RFC 5019), time stamps (RFC 3161), and what goes wrong with each on demand.
 *
 * <p>Bouncy Castle reads and builds the ASN.1. A request is bounded in size and time before anything reads it. Not here: who issues and
 * revokes ({@code issuer}), and where that is kept ({@code store}).
 */
@NullMarked
package org.tokentwin.emulator.authority;

import org.jspecify.annotations.NullMarked;
