package org.tokentwin.client.view;

/**
 * What became of a signature's verification.
 *
 * @param signer the subject of the certificate with which it was verified
 * @param verifiedBy {@code token} or {@code host}
 */
public record Verification(boolean valid, String signer, String mechanism, String verifiedBy) {}
