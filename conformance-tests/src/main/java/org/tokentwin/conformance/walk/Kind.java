package org.tokentwin.conformance.walk;

import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * The kinds of operations, of which a session has one each at most.
 *
 * @param once does all of it
 * @param part goes on with a part of the message
 * @param end ends what was done in parts
 */
enum Kind {
    DIGEST(
            CryptokiFunction.C_DigestInit,
            CryptokiFunction.C_Digest,
            CryptokiFunction.C_DigestUpdate,
            CryptokiFunction.C_DigestFinal),
    SIGN(
            CryptokiFunction.C_SignInit,
            CryptokiFunction.C_Sign,
            CryptokiFunction.C_SignUpdate,
            CryptokiFunction.C_SignFinal),
    VERIFY(
            CryptokiFunction.C_VerifyInit,
            CryptokiFunction.C_Verify,
            CryptokiFunction.C_VerifyUpdate,
            CryptokiFunction.C_VerifyFinal),
    ENCRYPT(
            CryptokiFunction.C_EncryptInit,
            CryptokiFunction.C_Encrypt,
            CryptokiFunction.C_EncryptUpdate,
            CryptokiFunction.C_EncryptFinal),
    DECRYPT(
            CryptokiFunction.C_DecryptInit,
            CryptokiFunction.C_Decrypt,
            CryptokiFunction.C_DecryptUpdate,
            CryptokiFunction.C_DecryptFinal);

    final CryptokiFunction begin;
    final CryptokiFunction once;
    final CryptokiFunction part;
    final CryptokiFunction end;

    Kind(CryptokiFunction begin, CryptokiFunction once, CryptokiFunction part, CryptokiFunction end) {
        this.begin = begin;
        this.once = once;
        this.part = part;
        this.end = end;
    }

    /** Whether its parts have an output each. */
    boolean isCipher() {
        return this == ENCRYPT || this == DECRYPT;
    }

    /** Whether its key is a private one. */
    boolean isOfPrivateKey() {
        return this == SIGN || this == DECRYPT;
    }
}
