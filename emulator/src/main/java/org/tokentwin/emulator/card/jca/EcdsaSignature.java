package org.tokentwin.emulator.card.jca;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import javacard.security.CryptoException;
import javacard.security.Key;
import javacard.security.MessageDigest;
import javacard.security.Signature;
import javacardx.crypto.Cipher;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.provider.Cryptography;

/** ECDSA, FIPS 186-5 section 6.4, over what it is given, of which the leftmost bits count. Signatures are in DER. */
final class EcdsaSignature extends Signature {
    private final Cryptography cryptography;
    private final SecureRandom random;
    private java.security.@Nullable Signature signature;

    EcdsaSignature(Cryptography cryptography, SecureRandom random) {
        this.cryptography = cryptography;
        this.random = random;
    }

    @Override
    public void init(Key key, byte mode) {
        try {
            java.security.Signature made = signature == null ? cryptography.ecdsa() : signature;
            if (mode == MODE_SIGN) {
                made.initSign((PrivateKey) JcaKey.of(key), random);
            } else {
                made.initVerify((PublicKey) JcaKey.of(key));
            }
            signature = made;
        } catch (GeneralSecurityException e) {
            throw Failure.of(e);
        }
    }

    @Override
    public short sign(byte[] in, short inOffset, short length, byte[] out, short outOffset) {
        try {
            java.security.Signature ready = initialized();
            ready.update(in, inOffset, length);
            byte[] der = ready.sign();
            System.arraycopy(der, 0, out, outOffset, der.length);
            return (short) der.length;
        } catch (GeneralSecurityException e) {
            throw Failure.of(e);
        }
    }

    @Override
    public boolean verify(byte[] in, short inOffset, short length, byte[] der, short derOffset, short derLength) {
        try {
            java.security.Signature ready = initialized();
            ready.update(in, inOffset, length);
            return ready.verify(der, derOffset, derLength);
        } catch (GeneralSecurityException e) {
            throw Failure.of(e);
        }
    }

    private java.security.Signature initialized() {
        if (signature == null) {
            throw new CryptoException(CryptoException.INVALID_INIT);
        }
        return signature;
    }

    @Override
    public void init(Key key, byte mode, byte[] parameters, short offset, short length) {
        throw new CryptoException(CryptoException.ILLEGAL_VALUE);
    }

    @Override
    public void setInitialDigest(
            byte[] state, short stateOffset, short stateLength, byte[] digested, short offset, short length) {
        throw new CryptoException(CryptoException.ILLEGAL_USE);
    }

    @Override
    public void update(byte[] in, short inOffset, short length) {
        throw new CryptoException(CryptoException.ILLEGAL_USE);
    }

    @Override
    public short signPreComputedHash(byte[] hash, short offset, short length, byte[] out, short outOffset) {
        return sign(hash, offset, length, out, outOffset);
    }

    @Override
    public boolean verifyPreComputedHash(
            byte[] hash, short offset, short length, byte[] der, short derOffset, short derLength) {
        return verify(hash, offset, length, der, derOffset, derLength);
    }

    /** The longest that a signature on P-521 is. */
    @Override
    public short getLength() {
        return 139;
    }

    /** None: the combination of cipher and digest has no number. */
    @Override
    public byte getAlgorithm() {
        return 0;
    }

    @Override
    public byte getMessageDigestAlgorithm() {
        return MessageDigest.ALG_NULL;
    }

    @Override
    public byte getCipherAlgorithm() {
        return SIG_CIPHER_ECDSA;
    }

    @Override
    public byte getPaddingAlgorithm() {
        return Cipher.PAD_NULL;
    }
}
