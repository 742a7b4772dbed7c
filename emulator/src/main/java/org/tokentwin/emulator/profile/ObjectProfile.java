package org.tokentwin.emulator.profile;

import java.util.Set;

/**
 * What a token's objects look like: those of a key that was imported with its certificate, those of a pair that was generated, and those of the token itself.
 *
 * @param importedPrivateKeyHasLabel whether the private key has a {@code CKA_LABEL}
 * @param importedKeyHasPublicKey whether there is a public-key object beside the private key
 * @param idLength bytes of {@code CKA_ID}, 1 to 20
 * @param issuedKeyAlwaysAuthenticates whether the private keys that a token is issued with want a PIN for each use
 * @param retryCounterObject whether a hardware feature object tells the PINs' retry counters, as SafeNet's library has it
 * @param pinPolicyObject likewise the rules for the user PIN
 * @param secretKeysOnToken whether secret keys can be token objects; else they are session objects only
 * @param generatedKeyUsage what the keys of an RSA pair are for where the templates do not say it
 * @param importedKeyUsage what an RSA private key that is imported is for where the template does not say it
 * @param importedKeyUsageFixed whether that is so whatever the template says
 * @param stableHandles whether the handles of a token's objects are the same in every process
 */
public record ObjectProfile(
        boolean importedPrivateKeyHasLabel,
        boolean importedKeyHasPublicKey,
        int idLength,
        boolean issuedKeyAlwaysAuthenticates,
        boolean retryCounterObject,
        boolean pinPolicyObject,
        boolean secretKeysOnToken,
        Set<KeyUse> generatedKeyUsage,
        Set<KeyUse> importedKeyUsage,
        boolean importedKeyUsageFixed,
        boolean stableHandles) {
    public ObjectProfile {
        generatedKeyUsage = Set.copyOf(generatedKeyUsage);
        importedKeyUsage = Set.copyOf(importedKeyUsage);
    }
}
