package org.tokentwin.emulator.cryptoki.mechanism;

import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Opens signatures with a public key and compares what is in them. */
record RsaVerifier(PublicKeyOnHost.Rsa key, SignatureEncoding encoding) implements Verifier {
    @Override
    public void verify(byte[] input, byte[] signature) {
        if (!encoding.matches(input, open(key, signature))) {
            throw new CryptokiException(Ckr.CKR_SIGNATURE_INVALID, "the signature is not over this data with this key");
        }
    }

    /**
     * The block that was signed.
     *
     * @throws CryptokiException {@code CKR_SIGNATURE_LEN_RANGE}, {@code CKR_SIGNATURE_INVALID}
     */
    static byte[] open(PublicKeyOnHost.Rsa key, byte[] signature) {
        if (signature.length != key.modulus().length()) {
            throw new CryptokiException(
                    Ckr.CKR_SIGNATURE_LEN_RANGE,
                    signature.length + " bytes, the modulus has "
                            + key.modulus().length());
        }
        if (!key.modulus().holds(signature)) {
            throw new CryptokiException(Ckr.CKR_SIGNATURE_INVALID, "the signature is not below the modulus");
        }
        return key.power(signature);
    }
}
