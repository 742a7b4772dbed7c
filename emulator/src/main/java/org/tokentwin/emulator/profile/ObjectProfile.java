package org.tokentwin.emulator.profile;

import java.util.Set;

/**
 * What a token's objects look like: those of a key that was imported with its certificate, those of a pair that was generated, and one of the token itself.
 *
 * @param importedPrivateKeyHasLabel whether the private key has a {@code CKA_LABEL}
 * @param importedKeyHasPublicKey whether there is a public-key object beside the private key
 * @param idLength bytes of {@code CKA_ID}, 1 to 20
 * @param retryCounterObject whether a hardware feature object tells the PINs' retry counters, as SafeNet's library has it
 * @param secretKeysOnToken whether secret keys can be token objects; else they are session objects only
 * @param generatedKeyUsage what the keys of an RSA pair are for where the templates do not say it
 */
public record ObjectProfile(
        boolean importedPrivateKeyHasLabel,
        boolean importedKeyHasPublicKey,
        int idLength,
        boolean retryCounterObject,
        boolean secretKeysOnToken,
        Set<KeyUse> generatedKeyUsage) {
    public ObjectProfile {
        generatedKeyUsage = Set.copyOf(generatedKeyUsage);
    }
}
