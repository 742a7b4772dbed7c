package org.tokentwin.emulator.cryptoki.mechanism;

import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** {@code CKM_ECDSA} and {@code CKM_ECDSA_SHA*} with a key on the card, mechanisms v2.40 section 2.3. */
record EcdsaSigner(PrivateKeyOnCard.Ec key, NamedCurve curve) implements Signer {
    /** Bytes of a hash value, at most: 1024 bits, mechanisms v2.40 section 2.3.6. */
    private static final int LONGEST_HASH = 128;

    @Override
    public int signatureLength() {
        return 2 * curve.orderLength();
    }

    @Override
    public byte[] sign(byte[] hash) {
        checkHash(hash);
        return key.sign(curve.hashToOrder(hash));
    }

    /** @throws CryptokiException {@code CKR_DATA_LEN_RANGE} when the hash value is empty or longer than 1024 bits */
    static void checkHash(byte[] hash) {
        if (hash.length == 0 || hash.length > LONGEST_HASH) {
            throw new CryptokiException(Ckr.CKR_DATA_LEN_RANGE, hash.length + " bytes are not a hash value");
        }
    }
}
