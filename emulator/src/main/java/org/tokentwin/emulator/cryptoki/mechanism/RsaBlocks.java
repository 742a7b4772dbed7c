package org.tokentwin.emulator.cryptoki.mechanism;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The operations from block to block that one RSA encoding makes. */
record RsaBlocks(BlockEncoding encoding) {
    BlockOperation encrypt(PublicKeyOnHost.Rsa key) {
        return BlockOperation.of(key.modulus().length(), data -> key.power(encoding.encode(data)));
    }

    BlockOperation decrypt(PrivateKeyOnCard.Rsa key) {
        RsaModulus modulus = RsaModulus.of(key.modulus());
        return BlockOperation.ofAtMost(encoding.mostData(), encrypted -> decrypt(key, modulus, encrypted));
    }

    BlockOperation signRecover(PrivateKeyOnCard.Rsa key) {
        int length = RsaModulus.of(key.modulus()).length();
        return BlockOperation.of(length, data -> key.sign(encoding.encode(data)));
    }

    BlockOperation verifyRecover(PublicKeyOnHost.Rsa key) {
        return BlockOperation.ofAtMost(
                encoding.mostData(), signature -> decode(RsaVerifier.open(key, signature), Ckr.CKR_SIGNATURE_INVALID));
    }

    private byte[] decrypt(PrivateKeyOnCard.Rsa key, RsaModulus modulus, byte[] encrypted) {
        if (encrypted.length != modulus.length()) {
            throw new CryptokiException(
                    Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE, encrypted.length + " bytes, the modulus has " + modulus.length());
        }
        if (!modulus.holds(encrypted)) {
            throw new CryptokiException(Ckr.CKR_ENCRYPTED_DATA_INVALID, "the encrypted data is not below the modulus");
        }
        return decode(key.decrypt(encrypted), Ckr.CKR_ENCRYPTED_DATA_INVALID);
    }

    /** One answer for whatever is wrong in a block, without a cause: a caller that learns the reason can decrypt by asking often. */
    private byte[] decode(byte[] block, Ckr otherwise) {
        try {
            return encoding.decode(block);
        } catch (InvalidCipherTextException e) {
            throw new CryptokiException(otherwise, "the block is not encoded as the mechanism says");
        }
    }
}
