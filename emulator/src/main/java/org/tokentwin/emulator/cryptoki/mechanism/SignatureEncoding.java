package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.MessageDigest;

/** How an RSA signature's block, as long as the modulus, is made from what is signed. */
interface SignatureEncoding {
    /**
     * The block to be signed.
     *
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException {@code CKR_DATA_LEN_RANGE}, {@code CKR_DATA_INVALID}
     */
    byte[] encode(byte[] input);

    /** Whether the block of a signature belongs to the input. An encoding without salt has but one block for an input. */
    default boolean matches(byte[] input, byte[] block) {
        return MessageDigest.isEqual(encode(input), block);
    }
}
