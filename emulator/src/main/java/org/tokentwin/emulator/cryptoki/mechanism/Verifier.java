package org.tokentwin.emulator.cryptoki.mechanism;

/** Verifies signatures with one key and one mechanism. */
interface Verifier {
    /**
     * @param input the data, or its hash value where the mechanism hashes
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException {@code CKR_SIGNATURE_LEN_RANGE}, {@code CKR_SIGNATURE_INVALID};
     *     {@code CKR_DATA_LEN_RANGE} and {@code CKR_DATA_INVALID} where no signature over this input can exist
     */
    void verify(byte[] input, byte[] signature);
}
