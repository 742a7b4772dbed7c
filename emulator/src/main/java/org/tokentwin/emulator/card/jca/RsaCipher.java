package org.tokentwin.emulator.card.jca;

import java.security.GeneralSecurityException;
import javacard.security.CryptoException;
import javacard.security.Key;
import javacardx.crypto.Cipher;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.provider.Cryptography;

/** RSA without padding, RFC 8017 section 5: what goes in and what comes out are as long as the modulus. */
final class RsaCipher extends Cipher {
    private final Cryptography cryptography;
    private javax.crypto.@Nullable Cipher cipher;

    RsaCipher(Cryptography cryptography) {
        this.cryptography = cryptography;
    }

    /** @param mode of no effect: which of the two powers it is, the key says */
    @Override
    public void init(Key key, byte mode) {
        try {
            javax.crypto.Cipher made = cipher == null ? cryptography.rsaCipher() : cipher;
            java.security.Key ours = JcaKey.of(key);
            boolean isPrivate = ours instanceof java.security.PrivateKey;
            made.init(isPrivate ? javax.crypto.Cipher.DECRYPT_MODE : javax.crypto.Cipher.ENCRYPT_MODE, ours);
            cipher = made;
        } catch (GeneralSecurityException e) {
            throw Failure.of(e);
        }
    }

    @Override
    public void init(Key key, byte mode, byte[] parameters, short offset, short length) {
        throw new CryptoException(CryptoException.ILLEGAL_VALUE);
    }

    @Override
    public short doFinal(byte[] in, short inOffset, short length, byte[] out, short outOffset) {
        if (cipher == null) {
            throw new CryptoException(CryptoException.INVALID_INIT);
        }
        try {
            byte[] result = cipher.doFinal(in, inOffset, length);
            System.arraycopy(result, 0, out, outOffset, result.length);
            return (short) result.length;
        } catch (GeneralSecurityException e) {
            throw Failure.of(e);
        }
    }

    @Override
    public short update(byte[] in, short inOffset, short length, byte[] out, short outOffset) {
        throw new CryptoException(CryptoException.ILLEGAL_USE);
    }

    @Override
    public byte getAlgorithm() {
        return ALG_RSA_NOPAD;
    }

    @Override
    public byte getCipherAlgorithm() {
        return CIPHER_RSA;
    }

    @Override
    public byte getPaddingAlgorithm() {
        return PAD_NOPAD;
    }
}
