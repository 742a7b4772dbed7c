package org.tokentwin.emulator.cryptoki.mechanism;

import org.bouncycastle.crypto.InvalidCipherTextException;

/** How a block as long as the modulus is made from data, and the data found again in it. */
interface BlockEncoding {
    /** Bytes of data in a block, at most. */
    int mostData();

    /**
     * @return a block that is below the modulus
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException {@code CKR_DATA_LEN_RANGE}, {@code CKR_DATA_INVALID}
     */
    byte[] encode(byte[] data);

    /**
     * @param block as long as the modulus
     * @throws InvalidCipherTextException when the block is no such encoding, for whatever reason
     */
    byte[] decode(byte[] block) throws InvalidCipherTextException;
}
