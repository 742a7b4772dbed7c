package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.emulator.cryptoki.MechanismInfo;

/**
 * Mechanisms that have their keys and what they compute in common: which there are, and the operations that they make. What a family does not do is
 * {@code CKR_MECHANISM_INVALID}; {@link Mechanisms} calls it only for what the flags of its rows say.
 */
abstract class MechanismFamily {
    /** Returns the mechanisms, in the order in which they are listed. */
    abstract List<Row> rows();

    /** Returns what {@code C_GetMechanismInfo} reports. */
    abstract MechanismInfo info(Row row, KeySizes sizes);

    /** Returns the secret keys that the mechanisms are for. */
    Set<SecretKeyType> keyTypes() {
        return Set.of();
    }

    /** Returns whether the mechanism's parameter is bytes, such as an initialisation vector, and not a structure. */
    boolean takesBytes(Row row) {
        return false;
    }

    /** {@code C_DigestInit}. */
    DigestOperation digest(Use use) {
        throw use.invalid();
    }

    /** {@code C_SignInit}. */
    SignOperation sign(Use use, KeyInUse key) {
        throw use.invalid();
    }

    /** {@code C_VerifyInit}. */
    VerifyOperation verify(Use use, KeyInUse key) {
        throw use.invalid();
    }

    /** {@code C_EncryptInit}. */
    CipherOperation encrypt(Use use, KeyInUse key) {
        throw use.invalid();
    }

    /** {@code C_DecryptInit}. */
    CipherOperation decrypt(Use use, KeyInUse key) {
        throw use.invalid();
    }

    /** {@code C_MessageEncryptInit} or {@code C_MessageDecryptInit}. */
    MessageOperation messages(Use use, KeyInUse key, boolean encrypt) {
        throw use.invalid();
    }

    /** {@code C_SignRecoverInit}. */
    BlockOperation signRecover(Use use, KeyInUse key) {
        throw use.invalid();
    }

    /** {@code C_VerifyRecoverInit}. */
    BlockOperation verifyRecover(Use use, KeyInUse key) {
        throw use.invalid();
    }

    /** Returns the type of key that {@link #generate} makes. */
    SecretKeyType generated(Row row) {
        return keyTypes().iterator().next();
    }

    /**
     * {@code C_GenerateKey}.
     *
     * @param bytes of the key, which its type takes
     */
    SecretKeyOnHost generate(Use use, long bytes) {
        throw use.invalid();
    }

    /** Returns of how many bytes the blocks are that the mechanism wraps; 1 where it wraps values of any length. */
    int wholeBlocks(Row row) {
        return 1;
    }

    /** Returns whether the mechanism unwraps private keys, too. */
    boolean unwrapsPrivateKeys(Row row) {
        return false;
    }

    /** Returns whether what the mechanism derives is data, and no key. */
    boolean derivesData(Row row) {
        return false;
    }

    /**
     * {@code C_DeriveKey}.
     *
     * @param bytes of the key, where the template or its type says it
     */
    byte[] derive(Use use, KeyInUse key, Optional<Integer> bytes) {
        throw use.invalid();
    }
}
