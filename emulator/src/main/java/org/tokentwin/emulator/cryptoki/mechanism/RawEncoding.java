package org.tokentwin.emulator.cryptoki.mechanism;

import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** {@code CKM_RSA_X_509}: the data with zeros in front, mechanisms v2.40 section 2.1.13. */
record RawEncoding(RsaModulus modulus) implements SignatureEncoding, BlockEncoding {
    @Override
    public int mostData() {
        return modulus.length();
    }

    @Override
    public byte[] encode(byte[] data) {
        if (data.length > modulus.length()) {
            throw new CryptokiException(Ckr.CKR_DATA_LEN_RANGE, data.length + " bytes are more than the modulus has");
        }
        byte[] block = modulus.block(data);
        if (!modulus.holds(block)) {
            throw new CryptokiException(Ckr.CKR_DATA_INVALID, "the data is not below the modulus");
        }
        return block;
    }

    @Override
    public byte[] decode(byte[] block) {
        return block;
    }
}
