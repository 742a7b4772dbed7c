package org.tokentwin.emulator.cryptoki.mechanism;

/** Signs encoded blocks with a key on the card. */
record RsaSigner(PrivateKeyOnCard.Rsa key, SignatureEncoding encoding) implements Signer {
    @Override
    public int signatureLength() {
        return RsaModulus.of(key.modulus()).length();
    }

    @Override
    public byte[] sign(byte[] input) {
        return key.sign(encoding.encode(input));
    }
}
