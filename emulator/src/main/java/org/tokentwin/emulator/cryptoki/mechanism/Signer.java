package org.tokentwin.emulator.cryptoki.mechanism;

/** Makes signatures with one key and one mechanism. */
interface Signer {
    /** Bytes of a signature. */
    int signatureLength();

    /**
     * @param input the data, or its hash value where the mechanism hashes
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException {@code CKR_DATA_LEN_RANGE}, {@code CKR_DATA_INVALID}, and what the card throws
     */
    byte[] sign(byte[] input);
}
