package org.tokentwin.emulator.profile;

/**
 * What the objects of a key that was imported with its certificate look like.
 *
 * @param importedPrivateKeyHasLabel whether the private key has a {@code CKA_LABEL}
 * @param importedKeyHasPublicKey whether there is a public-key object beside the private key
 * @param idLength bytes of {@code CKA_ID}, 1 to 20
 */
public record ObjectProfile(boolean importedPrivateKeyHasLabel, boolean importedKeyHasPublicKey, int idLength) {}
