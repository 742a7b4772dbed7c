package org.tokentwin.client;

/**
 * A private key object of a token, as it is seen after login.
 *
 * @param handle the object's handle, valid while the login lasts
 * @param id CKA_ID in lower-case hexadecimal, may be empty
 * @param label CKA_LABEL, may be empty
 * @param type the key's type
 * @param alwaysAuthenticate CKA_ALWAYS_AUTHENTICATE: the token wants the PIN again for each use
 */
public record PrivateKeyEntry(long handle, String id, String label, KeyType type, boolean alwaysAuthenticate) {}
